package decode

import "testing"

func TestPlain(t *testing.T) {
	for _, c := range []struct {
		name, raw string
		open      quote
		want      string
	}{
		{"bare", `a\nb`, quote{}, `a\nb`},
		{"escapes", `a\"b\\c\/d\te`, quote{char: '"'}, "a\"b\\c/d\te"},
		{"surrogates", `\ud83d\ude00`, quote{char: '"'}, "😀"},
		{"half a pair", `\ud83d!`, quote{char: '"'}, "\uFFFD!"},
		{"cut escape", `a\u12`, quote{char: '"'}, `a\u12`},
		{"Python bytes", `\xe6\x97\xa5`, quote{char: '\''}, "日"},
		{"two levels", `say \\\"hi\\\"`, quote{char: '"', slashes: 1}, `say "hi"`},
		{"entities", `a &lt;b&gt; &quot;`, quote{char: '"', entity: true}, `a <b> "`},
		{"not UTF-8", "a\xffb", quote{char: '"'}, "a\uFFFDb"},
	} {
		if got := plain([]byte(c.raw), c.open, 100); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	if got := plain([]byte("aé"), quote{}, 2); got != "a" {
		t.Errorf("cut at a rune border: %q", got)
	}
}

func TestQuoteCloses(t *testing.T) {
	for _, c := range []struct {
		name, open, close string
		want              bool
	}{
		{"same", `"`, `"`, true},
		{"other", `"`, `'`, false},
		{"escaped", `"`, `\"`, false},
		{"after an escaped backslash", `"`, `\\"`, true},
		{"same level", `\"`, `\"`, true},
		{"one level deeper", `\"`, `\\\"`, false},
		{"one level up", `\\\"`, `\"`, true},
		{"typographic", `“`, `”`, true},
		{"typographic inside straight", `"`, `”`, false},
		{"entity inside straight", `"`, `&quot;`, false},
		{"unicode escape", `\u0022`, `\u0022`, true},
	} {
		open, _ := quoteAt([]byte(c.open), 0)
		end, next := quoteAt([]byte(c.close), 0)
		if got := open.closes(end); got != c.want || next != len(c.close) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestHostSign(t *testing.T) {
	for host, want := range map[string]sign{
		"ap-guangzhou.cls.tencentcs.com":     signCLS,
		"AP-BEIJING.CLS.TENCENTYUN.COM":      signCLS,
		"ap-shanghai.cls.myqcloud.com":       signCLS,
		"cls.tencentcloudapi.com":            signCLS,
		"cls.ap-beijing.tencentcloudapi.com": signCLS,
		"cvm.tencentcloudapi.com":            signTencent,
		"cls-a1b2c3d4.ccs.tencent-cloud.com": signNone,
		"b-1.cos.ap-beijing.myqcloud.com":    signCOS,
		"evilcls.tencentcs.com":              signNone,
		"demo.cn-hangzhou.log.aliyuncs.com":  signAlibaba,
		"tls-cn-beijing.volces.com":          signVolcano,
	} {
		if got := hostSign([]byte(host)); got != want {
			t.Errorf("%s: %d, want %d", host, got, want)
		}
	}
}

func TestNear(t *testing.T) {
	for code, want := range map[string]string{
		"TopicNotExst":   "TopicNotExist", // a letter less
		"TopicNotExists": "TopicNotExist", // one more
		"TopicNotExsit":  "TopicNotExist", // two swapped
		"topicnotexist":  "TopicNotExist", // case
		"LogSetExceed":   "LogsetExceed",
		"TopicMissing":   "",
		"Top":            "",
	} {
		found := defaultIndex().near(code)
		if want == "" && found != nil || want != "" && (len(found) != 1 || found[0].Code != want) {
			t.Errorf("%s: %v, want %s", code, found, want)
		}
	}
}
