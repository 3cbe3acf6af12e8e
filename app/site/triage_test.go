//go:build !js

package site

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cls-error-explorer/catalog/triage"
)

const triageLog = "2021-03-04 08:00:00 INFO fine\n" +
	"2021-03-04 08:00:01 WARN status=404 q-ak=AKIDmadeup20190515madeup20190515made {\"errorcode\":\"TopicNotExist\",\"errormessage\":\"topic\x1b[2J not exist\"}\n" +
	"2021-03-04 08:00:02 ERROR odd\n"

func runMain(stdin string, args ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	code = Main(args, strings.NewReader(stdin), &out, &err)
	return code, out.String(), err.String()
}

func TestTriageCommand(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	log, image := write("a.log", triageLog), write("b.png", "\x89PNG\r\n\x1a\n\x00")

	code, out, errs := runMain("", "triage", log)
	if code != exitOK || errs != "" || !strings.HasPrefix(out, "1 errors, 1 suspicious records. 3 lines read: 1 with errors, 1 suspicious, 1 without, 0 not text.\n") || !strings.Contains(out, "404 TopicNotExist") {
		t.Errorf("exit code %d, %q\n%s", code, errs, out)
	}
	if strings.Contains(out, "\x1b") {
		t.Error("a log can drive the terminal")
	}
	for _, args := range [][]string{{"triage", "-json", "-"}, {"triage", "-json"}} {
		code, out, errs = runMain(triageLog, args...)
		var s triage.Summary
		if err := json.Unmarshal([]byte(out), &s); code != exitOK || err != nil || s.ErrorCount() != 1 || s.Files[0].Name != "standard input" {
			t.Errorf("%q: exit code %d, %v, %q\n%s", args, code, err, errs, out)
		}
		if strings.Contains(out, "AKIDmadeup") {
			t.Error("a secret is printed")
		}
	}
	for _, format := range []string{"-csv", "-markdown"} {
		if code, out, _ := runMain(triageLog, "triage", format); code != exitOK || !strings.Contains(out, "404") || strings.Contains(out, "AKIDmadeup") {
			t.Errorf("%s: exit code %d\n%s", format, code, out)
		}
	}
	code, out, errs = runMain("", "triage", image, log, filepath.Join(dir, "none"))
	if code != exitFailed || !strings.Contains(errs, "triage: b.png: not a log, but a PNG image\n") || !strings.Contains(errs, "none") || !strings.Contains(out, "404 TopicNotExist") {
		t.Errorf("exit code %d, %q\n%s", code, errs, out)
	}
	if code, _, _ := runMain("", "triage", image); code != exitUsage {
		t.Errorf("nothing to read: exit code %d", code)
	}
}
