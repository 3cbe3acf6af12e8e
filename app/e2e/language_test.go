package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp/kb"
)

func TestTheBrowsersLanguageIsSpoken(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	for _, test := range []struct{ accepts, lang, nav string }{
		{"en-GB,en", "en", "Explore"},
		{"zh-CN,zh", "zh-CN", "查错误码"},
		{"zh-TW,en", "zh-CN", "查错误码"},
		{"fr-FR,zh-CN,en", "zh-CN", "查错误码"}, // French is not spoken, Chinese comes next
		{"fr-FR,de", "en", "Explore"},
	} {
		p.prefer(test.accepts)
		p.start("/")
		if got := eval[string](p, "document.documentElement.lang"); got != test.lang {
			t.Errorf("%s: the page is in %q, want %q", test.accepts, got, test.lang)
		}
		if got := p.text(".nav-link"); got != test.nav {
			t.Errorf("%s: the first page is called %q, want %q", test.accepts, got, test.nav)
		}
	}
}

func TestChineseByChoice(t *testing.T) {
	t.Parallel()
	s := serve(t, siteDir)
	p := open(t, s)
	p.prefer("en")
	p.start("/decode")
	p.click("#paste")
	p.paste(trace)
	p.waitText(".finding", "What to do")
	requests := len(p.asked())

	eval[any](p, `document.querySelector("#language").focus()`)
	p.press(kb.Enter)
	p.waitText("h1", "解析响应")
	p.waitText("#announcement", "页面已切换为中文。")
	p.waitFocus("language")
	p.waitText("footer", "条目内容为英文。")
	if got := eval[string](p, "document.documentElement.lang"); got != "zh-CN" {
		t.Errorf("the page says it is in %q", got)
	}
	if got := eval[string](p, "document.title"); !strings.HasPrefix(got, "解析响应") {
		t.Errorf("title %q", got)
	}
	if got := eval[string](p, `document.querySelector("#paste").value`); got != trace {
		t.Errorf("the paste became %q", got)
	}
	p.waitText(".finding", "TopicNotExist")
	if more := p.asked()[requests:]; len(more) != 1 || !strings.HasSuffix(more[0], "/data/zh.json") {
		t.Errorf("the switch asked for %q, want the words alone", more)
	}

	// The choice holds, without a network too, and goes before the browser's.
	p.waitOffline()
	s.stop()
	p.start("/e/cls-2017/TopicNotExist")
	p.waitText("#h-do", "处理步骤")
	if got := eval[string](p, `document.querySelector(".entry-meaning").closest("[lang]").lang`); got != "en" {
		t.Errorf("the English meaning is declared %q", got)
	}
	p.click("#language")
	p.waitText("#h-do", "What to do")
	p.prefer("zh-CN")
	p.start("/help")
	p.waitText("h1", "Help")
	if n := eval[int](p, `document.querySelectorAll("main [lang]").length`); n != 0 {
		t.Errorf("%d parts of the English page say that they are in another language", n)
	}
}

func TestChineseWithDeniedStorage(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir), denyStorage)
	p.allow("not available offline")
	p.prefer("zh-CN")
	p.start("/help")
	p.waitText("h1", "帮助")
	p.wait("the foot to be complete", `document.querySelectorAll(".footer-lack").length === 2`)
	p.click("#language")
	p.waitText("h1", "Help")
	p.click("#language")
	p.waitText("h1", "帮助")
}

func TestWithoutItsWordsThePageIsEnglish(t *testing.T) {
	t.Parallel()
	p := open(t, serve(t, siteDir))
	p.allow("zh.json", "ERR_BLOCKED", "net::ERR_FAILED", "not available in")
	command(p, network.SetBlockedURLs, network.SetBlockedURLsParams{
		URLPatterns: []*network.BlockPattern{{URLPattern: "*://*:*/data/zh.json", Block: true}},
	})
	p.prefer("zh-CN")
	p.start("/help")
	p.waitText("h1", "Help")
	if got := eval[string](p, "document.documentElement.lang"); got != "en" {
		t.Errorf("the page says it is in %q", got)
	}
	p.click("#language")
	p.waitText("#announcement", "could not be loaded")
	p.waitText("h1", "Help")
}
