//go:build !js

package site

import (
	"encoding/json"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cls-error-explorer/catalog/decode"
)

// call runs the command line.
func call(stdin io.Reader, args ...string) (code int, stdout, stderr string) {
	var out, err strings.Builder
	code = Main(args, stdin, &out, &err)
	return code, out.String(), err.String()
}

func TestMistakesOnTheCommandLine(t *testing.T) {
	empty := t.TempDir()
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	site := filepath.Join(t.TempDir(), "site")
	if err := (Folder{workerName: {}, manifestName: scopeManifest("")}).write(site); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		args []string
		code int
		want string // in the error
	}{
		{"unknown command", []string{"explode"}, exitUsage, `unknown command "explode"`},
		{"unknown flag of the default command", []string{"-x"}, exitUsage, "serve: flag provided but not defined: -x"},
		{"unknown flag", []string{"export", "-x"}, exitUsage, "export: flag provided but not defined: -x"},
		{"flag without value", []string{"export", "-out"}, exitUsage, "flag needs an argument"},
		{"too many arguments", []string{"serve", "here"}, exitUsage, `unexpected argument "here"`},
		{"two files", []string{"decode", "a", "b"}, exitUsage, `unexpected argument "b"`},
		{"prefix that is none", []string{"export", "-prefix", "tools"}, exitUsage, "no plain path"},
		{"origin that is none", []string{"export", "-origin", "example.org"}, exitUsage, "origin"},
		{"missing file", []string{"decode", filepath.Join(empty, "none")}, exitUsage, "no such file"},
		{"folder in place of a file", []string{"decode", empty}, exitUsage, "is a directory"},
		{"nothing exported", []string{"serve", "-dir", empty}, exitFailed, `run "make site" first`},
		{"no folder", []string{"serve", "-dir", filepath.Join(empty, "none")}, exitFailed, `run "make site" first`},
		{"busy port", []string{"serve", "-dir", site, "-addr", busy.Addr().String()}, exitFailed, "is in use"},
		{"address that is none", []string{"serve", "-dir", site, "-addr", "::::"}, exitFailed, "serve: "},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			code, stdout, stderr := call(strings.NewReader(""), test.args...)
			if code != test.code || !strings.Contains(stderr, test.want) {
				t.Errorf("exit code %d and %q, want %d and %q", code, stderr, test.code, test.want)
			}
			if stdout != "" || strings.Count(stderr, "\n") != 1 {
				t.Errorf("want one line on standard error, got %q, and %q on standard output", stderr, stdout)
			}
		})
	}
}

func TestHelp(t *testing.T) {
	for _, args := range [][]string{{"help"}, {"-h"}, {"--help"}} {
		code, stdout, stderr := call(nil, args...)
		if code != exitOK || stderr != "" {
			t.Errorf("%q: exit code %d, %q", args, code, stderr)
		}
		for _, c := range commands {
			if !strings.Contains(stdout, "  "+c.name+" "+c.usage+"\n") {
				t.Errorf("%q: nothing on %s", args, c.name)
			}
		}
	}
	if code, stdout, stderr := call(nil, "decode", "-h"); code != exitOK || stderr != "" || !strings.Contains(stdout, "-json") {
		t.Errorf("decode -h: exit code %d, %q, %q", code, stdout, stderr)
	}
}

func TestDecodeCommand(t *testing.T) {
	const body = `{"errorcode":"TopicNotExist","errormessage":"x"}`
	file := filepath.Join(t.TempDir(), "response.txt")
	writeFile(t, file, body)
	for _, args := range [][]string{{"decode", "-json"}, {"decode", "-json", "-"}, {"decode", "-json", file}} {
		stdin := strings.NewReader(body)
		if args[len(args)-1] == file {
			stdin = strings.NewReader("not read")
		}
		code, stdout, stderr := call(stdin, args...)
		if code != exitOK || stderr != "" {
			t.Errorf("%q: exit code %d, %q", args, code, stderr)
		}
		if want := string(decode.Text([]byte(body), decode.Options{}).JSON()); stdout != want {
			t.Errorf("%q: got %s, want %s", args, stdout, want)
		}
		if !json.Valid([]byte(stdout)) {
			t.Errorf("%q: no JSON", args)
		}
	}
}

func TestDecodeReadable(t *testing.T) {
	const input = "< HTTP/1.1 404 Not Found\r\n< x-cls-requestid: 0f7c1a52-1111-4222-8333-abcdefabcdef\r\n<\r\n" +
		`{"errorcode":"TopicNotExist","errormessage":"x"}`
	code, stdout, stderr := call(strings.NewReader(input), "decode")
	if code != exitOK || stderr != "" {
		t.Fatalf("exit code %d, %q", code, stderr)
	}
	for _, want := range []string{"404 TopicNotExist (certain)", "meaning", "do 1", "0f7c1a52-1111-4222-8333-abcdefabcdef"} {
		if !strings.Contains(stdout, want) {
			t.Errorf("no %q in\n%s", want, stdout)
		}
	}
}

// A pasted response must neither leak a secret nor drive the terminal.
func TestDecodeReadableIsSafe(t *testing.T) {
	const secret = "AKIDmarkedsecretmarkedsecret00000000"
	input := "Authorization: q-sign-algorithm=sha1&q-ak=" + secret + "&q-signature=0123456789abcdef0123456789abcdef01234567\n" +
		`{"errorcode":"TopicNotExist","errormessage":"` + secret + ` \u001b[2J"}`
	code, stdout, _ := call(strings.NewReader(input), "decode")
	if code != exitOK {
		t.Fatalf("exit code %d", code)
	}
	if strings.Contains(stdout, secret) {
		t.Errorf("the secret is printed:\n%s", stdout)
	}
	if strings.ContainsRune(stdout, 0x1b) {
		t.Errorf("a control character is printed: %q", stdout)
	}
	if !strings.Contains(stdout, "left out: <") {
		t.Errorf("the receipt of what was left out is missing:\n%s", stdout)
	}
}

func TestDecodeSizeLimit(t *testing.T) {
	fits := io.LimitReader(endless{}, decode.MaxInput)
	if code, _, stderr := call(fits, "decode"); code != exitOK {
		t.Errorf("%d bytes: exit code %d, %q", decode.MaxInput, code, stderr)
	}
	// The rest of an endless stream must stay unread.
	if code, _, stderr := call(endless{}, "decode"); code != exitUsage || !strings.Contains(stderr, "8 MiB") {
		t.Errorf("more than that: exit code %d, %q", code, stderr)
	}
}

// endless reads as x for ever.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

// A link in an exported folder leads nowhere: it could lead out of it.
func TestFolderFollowsNoLinks(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	if err := (Folder{workerName: {}, manifestName: scopeManifest("")}).write(dir); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/etc/passwd", filepath.Join(dir, "passwd")); err != nil {
		t.Fatal(err)
	}
	folder, err := readFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	if folder["passwd"] != nil {
		t.Error("a file outside the folder is served")
	}
}
