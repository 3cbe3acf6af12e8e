//go:build !js

package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
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

// BenchmarkTriage runs the command on a log of 256 MB with 1 % errors, beside the
// pipeline that people use instead. Both start as programs of their own.
func BenchmarkTriage(b *testing.B) {
	dir := b.TempDir()
	program := filepath.Join(dir, "cls")
	if out, err := exec.Command("go", "build", "-o", program, "../..").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	const size = 256 << 20
	path := filepath.Join(dir, "upload.log")
	writeUploadLog(b, path, size)
	for _, x := range []struct {
		name    string
		command []string
	}{
		{"triage", []string{program, "triage", path}},
		{"grep, sort, uniq", []string{"sh", "-c", `grep -oE '"errorcode" *: *"[^"]*"' ` + path + ` | sort | uniq -c`}},
	} {
		b.Run(x.name, func(b *testing.B) {
			b.SetBytes(size)
			var peak int64
			for b.Loop() {
				cmd := exec.Command(x.command[0], x.command[1:]...)
				if err := cmd.Run(); err != nil {
					b.Fatal(err)
				}
				if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
					peak = max(peak, int64(usage.Maxrss)>>10)
				}
			}
			b.ReportMetric(float64(peak), "peak-MiB")
		})
	}
}

func writeUploadLog(b *testing.B, path string, size int) {
	file, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	var line bytes.Buffer
	codes := []string{"TopicNotExist", "TopicExceed", "LogSizeExceed", "InternalError"}
	for i := 0; size > 0; i++ {
		at := fmt.Sprintf("2021-03-04T%02d:%02d:%02d.%03dZ", i/3600000%24, i/60000%60, i/1000%60, i%1000)
		if i%100 == 99 {
			fmt.Fprintf(&line, "%s WARN upload failed requestId=0f7c1a52-%04x-4222-8333-2021%08x status=404 body={\"errorcode\":\"%s\",\"errormessage\":\"made up\"}\n", at, i%65536, i, codes[i/100%4])
		} else {
			fmt.Fprintf(&line, "%s INFO upload finished topic=%08x-aaaa-4bbb-8ccc-000000000001 bytes=%d took=%dms host=ip-10-0-0-%d\n", at, i*7919, i%100000, i%300, i%255)
		}
		if line.Len() > 1<<20 || line.Len() >= size {
			size -= line.Len()
			if _, err := line.WriteTo(file); err != nil {
				b.Fatal(err)
			}
		}
	}
}
