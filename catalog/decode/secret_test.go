package decode

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// From the secret on that is one too many, nothing of the input is shown, not
// even in findings, and the shape says so.
func TestMaxSecrets(t *testing.T) {
	const body = `{"errorcode":"TopicNotExist","errormessage":"%s"}` + "\n"
	number := func(i int) int { return 987600000000 + i }
	many := func(format string) string {
		var b strings.Builder
		for i := range maxSecrets + 10 {
			fmt.Fprintf(&b, format, number(i))
		}
		return b.String()
	}
	word := "madeUpToken20190515"
	for name, input := range map[string]string{
		"different": fmt.Sprintf(body, "before") + many("qcs::cls::uin/%d:topic\n") + fmt.Sprintf(body, "after"),
		"cookies":   fmt.Sprintf(body, "before") + `{"cookies":[` + many(`{"value":"a=%d"},`) + `]}` + fmt.Sprintf(body, "after"),
		"repeated":  fmt.Sprintf(body, "before") + "x-cls-token: " + word + "\n" + strings.Repeat(word+"\n", maxSecrets+10) + fmt.Sprintf(body, "after"),
	} {
		t.Run(name, func(t *testing.T) {
			in := []byte(input)
			r := Text(in, Options{})
			out := r.Redact(in)
			if !strings.HasSuffix(r.Shape, ShapeStopped) || len(r.Findings) != 1 || r.Findings[0].Message != "before" {
				t.Errorf("shape %q, findings %v", r.Shape, r.Findings)
			}
			last := r.Redactions[len(r.Redactions)-1]
			if last.End != len(in) || last.Placeholder != "<rest-1>" || len(r.Redactions) > maxSecrets+2 {
				t.Errorf("%d redactions, the last is %+v", len(r.Redactions), last)
			}
			for _, secret := range []string{"after", word, fmt.Sprint(number(10)), fmt.Sprint(number(maxSecrets + 1))} {
				if bytes.Contains(out, []byte(secret)) {
					t.Errorf("the redacted text holds %q", secret)
				}
			}
			if r.Remainder != nil && r.Remainder[len(r.Remainder)-1].End > last.Start {
				t.Error("the remainder shows what is hidden")
			}
		})
	}
	lines := strings.SplitAfter(many("uin=%d\n"), "\n")
	if r := Text([]byte(strings.Join(lines[:maxSecrets], "")), Options{}); len(r.Redactions) != maxSecrets || r.Shape != ShapeNothing {
		t.Errorf("%d secrets, shape %q", len(r.Redactions), r.Shape)
	}
}

// Secrets of every kind in the places people paste them from. Nothing of "made"
// up values may be left; what is not in braces has to stay.
func TestSecretPlaces(t *testing.T) {
	const (
		id    = "AKIDmadeup20190515madeup20190515made"
		value = "bWFkZXVwMjAxOTA1MTU/bWFkZXVw+x=="
		word  = "madeup20190515made"
	)
	forms := map[string]string{
		"env":                 "export TENCENTCLOUD_SECRET_ID=%s",
		"env of another name": "CLS_SECRETID=madeup20190515",
		"env key":             "TENCENTCLOUD_SECRET_KEY=%s",
		"YAML":                "secretId: %s\nsecretKey: %s\ntoken: %s",
		"YAML in quotes":      "secret_id: '%s'\nsecret_key: \"%s\"",
		"YAML with dashes":    "secret-id: %s\nsecret-key: %s\nsession-token: %s",
		"properties":          "cls.secretId=%s\ncls.secretKey=%s",
		"JSON":                `{"SecretId":"%s","SecretKey":"%s","Token":"%s"}`,
		"camel":               `{"tmpSecretId":"%s","tmpSecretKey":"%s","sessionToken":"%s"}`,
		"STS":                 `{"Credentials":{"Token":"%s","TmpSecretId":"%s","TmpSecretKey":"%s"}}`,
		"URL":                 "https://cls.tencentcloudapi.com/?SecretId=%s&Signature=%s&Token=%s",
		"encoded URL":         "GET /?q-ak%%3D%s%%26q-signature%%3D%s%%26x-cls-token%%3D%s HTTP/1.1",
		"Authorization":       "Authorization: q-sign-algorithm=sha1&q-ak=%s&q-sign-time=1;2&q-signature=%s",
		"TC3":                 "Authorization: TC3-HMAC-SHA256 Credential=%s/2019-05-15/cls/tc3_request, SignedHeaders=host, Signature=%s",
		"Bearer":              "authorization: Bearer %s",
		"tokens":              "X-TC-Token: %s\nx-cls-token: %s\nX-Cos-Security-Token: %s",
		"cookies":             "Cookie: skey=%s; uin=o%s\nSet-Cookie: skey=%s; Path=/",
		"curl":                `curl -H 'X-TC-Token: %s' -H "Cookie: a=%s" --cookie "skey=%s" https://x/`,
		"curl with -b":        `curl https://x/ -b 'skey=%s' -X POST`,
		"Python":              "client = LogClient('ap-guangzhou.cls.tencentcs.com', secret_id='%s', secret_key='%s')",
		"pairs":               `{"name":"Authorization","value":"%s"},{"name":"q-ak","value":"%s"}`,
		"pairs, turned":       `{"value":"%s","name":"Authorization"},{"value":"a=%s","name":"cookie"},{"value":"%s","name":"x-cls-token"}`,
		"tuples":              `[("X-TC-Token", "%s"), ("Cookie", "%s")]`,
		"Go headers":          `map[Authorization:[%s] Cookie:[a=%s] X-Cls-Token:[%s]]`,
		"Java headers":        `{Authorization=[%s], Cookie=[a=%s], x-cls-token=[%s]}`,
		"list in JSON":        `{"Authorization":["%s"],"Cookie":["a=%s","b=%s"]}`,
		"resource":            `resource (qcs::cls:ap-guangzhou:uin/987650000001:topic/x) ownerUin=987650000001 "Uin": "987650000001"`,
		"encoded resource":    "qcs%%3A%%3Acls%%3Aap-guangzhou%%3Auin%%2F987650000001%%3Atopic",
		"names of words":      "Secret Key: %s\nAccess Key ID = %s\nAPI Key: %s",
		"access keys":         "accessKey=%s access_key: %s\napi-key: '%s'",
		"passwords":           "password=%s db.passwd: %s\n\"password\":\"%s\"",
		"XML":                 "<accessKeySecret>%s</accessKeySecret><password>%s</password>",
		"properties of XML":   `<property name="secretKey" value="%s"/><x key="password" value='%s'/>`,
		"bytes":               `{'Authorization': b'Basic %s', 'Cookie': b'a=%s', 'x-cls-token': b'%s'}`,
		"tuples of bytes":     `[(b'Authorization', b'Bearer %s'), (b'cookie', b'a=%s'), (b'X-TC-Token', b'%s')]`,
		"arguments":           `Credential("AKIDmadeup20190515madeup20190515made", "%s"); set_access_key(config, "%s")`,
		"id and key":          "AKIDmadeup20190515madeup20190515made,%s\nAKIDmadeup20190515madeup20190515made#%s",
		"table":               "| secretKey | %s |\nSecretKey\t%s",
		"sentences":           "the SecretKey is %s, secretKey -> %s; got Bearer %s",
		"Chinese":             "SecretKey为%s，密钥：%s\n密码是 %s",
		"environment of pods": "- name: SECRET_KEY\n  value: %s\n- name: DB_PASSWORD\n  value: %s",
		"JSON in a URL":       "%%22secretKey%%22%%3A%%22%s%%22%%2C%%2522token%%2522%%253A%%2522%s%%2522",
		"URL with a password": "https://made:%s@ap-guangzhou.cls.tencentcs.com/?accessKey=%s&password=%s",
		"curl with -u":        `curl -u made:%s --user "made:%s" -b"a=%s" https://x/`,
		"Go values":           `config{SecretKey:"%s", Token:[]string{"%s"}, Password:(*string)("%s")}`,
		"Go, dumped":          ` SecretKey: (string) (len=18) "%s", Token: (string) (len=18) "%s"`,
		"Go, assigned":        "secretKey := \"%s\"\nvar password string = \"%s\"",
		"Go headers, dumped":  `http.Header{"X-Cls-Token":[]string{"%s"}, "Cookie":[]string{"a=%s"}}`,
		"Rust":                `Credential { secret_key: Some("%s"), token: Some("%s") }`,
		"Swift":               `Credential(secretKey: Optional("%s"), sessionToken: Optional("%s"))`,
		"PHP":                 "[\"secretKey\":\"Cls\\Credential\":private]=>\n  string(18) \"%s\"\n[\"password\"]=>\n string(18) \"%s\"",
		"PHP, print_r":        "[secretKey:Cls\\Credential:private] => %s\n[password] => %s",
		"options":             "cls --secret-key %s --password %s --secret-key '%s'",
		"options in lists":    `["--secret-key","%s","--password","%s"]`,
		"options in YAML":     "- --secret-key\n- %s\n- --password\n- %s",
		"options on lines":    "cls --secret-key \\\n  %s \\\n  --password \\\n  %s",
		"blocks of YAML":      "secretKey: |\n  %s\npassword: >-\n  %s",
		"tags of YAML":        "secretKey: !!str %s\npassword: !!str %s",
		"indexes":             `os.environ['SECRET_KEY'] = '%s'; headers["x-cls-token"]: %s`,
		"pieces":              "secretKey: 'a1' +\n  '%s'",
		"numbered":            "secretKey1=%s password2=%s",
		"remark":              "SecretKey（控制台）：%s\n密码（初始）：%s",
		"escaped Chinese":     "\\u5bc6\\u94a5\\uff1a%s",
		"cookies of Python":   `cookies={'skey': '%s'}`,
		"cookies of a table":  "Cookie\tskey=%s; a=%s\nHTTP_COOKIE: a=%s",
		"header in a log":     "2019-05-15 08:00:00 WARN Authorization: Bearer %s, Cookie: a=%s; b=%s status 401",
		"headers on lines":    "> x-cls-token: %s\n> Cookie: a=%s; b=%s\n> User-Agent: x",
		"list with blanks":    `cookie: [ 'a=%s', 'b=%s' ], 'x-cls-token': '%s'`,
		"columns":             "Cookie\ta=%s; b=%s\nx-cls-token\t%s\nHost\tx",
		"users of a resource": "qcs::sts:ap-guangzhou:uin/987650000001:federated-user/987650000002 qcs::cls::987650000003:topic/x",
		"principal":           `"Principal":{"qcs":["qcs::cam::uin/987650000001:uin/987650000002"]}`,
	}
	escapes := map[string]func(string) string{
		"plain":   func(s string) string { return s },
		"in JSON": func(s string) string { return escaped(s, 1) },
		"deeper":  func(s string) string { return escaped(s, 3) },
		"HTML":    strings.NewReplacer("&", "&amp;", `"`, "&quot;", "'", "&#39;").Replace,
		"smart":   strings.NewReplacer(`"`, "”", "'", "’").Replace,
		"unicode": strings.NewReplacer(`"`, `\u0022`, "=", `\u003d`, "&", `\u0026`, "'", `\u0027`).Replace,
		"HAR": func(s string) string {
			return `{"log":{"entries":[{"request":{"method":"POST","url":"https://x/","headers":[],"postData":{"text":"` + escaped(s, 1) +
				`"}},"response":{"status":404,"content":{"text":"` + escaped(s, 1) + `"}}}]}}`
		},
		"HAR in base64": func(s string) string {
			return `{"log":{"entries":[{"request":{"method":"POST","url":"https://x/"},"response":{"status":404,"content":{"encoding":"base64","text":"` +
				base64.StdEncoding.EncodeToString([]byte(s)) + `"}}}]}}`
		},
	}
	for name, form := range forms {
		for escape, f := range escapes {
			for _, v := range []string{id, value, word} {
				if v == value && (strings.Contains(form, "%%") || strings.Contains(form, "https://made:")) {
					continue // a URL has no such bytes
				}
				t.Run(name+", "+escape+", "+v[:4], func(t *testing.T) {
					n := strings.Count(form, "%s")
					in := []byte(f(fmt.Sprintf(form, []any{v, v, v}[:n]...)))
					r := Text(in, Options{})
					shown := string(r.JSON()) + string(r.Redact(in))
					for _, part := range []string{"adeup2019", "bWFkZX", "ZXVw+", "9876500"} {
						if strings.Contains(shown, part) {
							t.Errorf("%q of\n%s\nis left in\n%s", part, in, r.Redact(in))
						}
					}
				})
			}
		}
	}
}

// escaped returns s as it stands in a JSON string, levels deep.
func escaped(s string, levels int) string {
	for range levels {
		b, _ := json.Marshal(s)
		s = string(b[1 : len(b)-1])
	}
	return s
}

// Behind more bodies or marks than are kept, secrets are still hidden, nothing
// else is read, and the shape says so.
func TestNotReadToItsEnd(t *testing.T) {
	body := func(code string) string { return `{"errorcode":"` + code + `","errormessage":"x"}` + "\n" }
	for name, c := range map[string]struct {
		text string
		most int
	}{
		"bodies": {body("TopicNotExist"), maxBodies},
		"marks":  {"TopicNotExist\n", maxMarks},
	} {
		t.Run(name, func(t *testing.T) {
			end := body("IndexNotExist") + "x-cls-token: madeUpToken20190515\n"
			for n, full := range map[int]bool{c.most - 4: false, c.most: true} {
				in := []byte(strings.Repeat(c.text, n) + end)
				r := Text(in, Options{})
				if strings.HasSuffix(r.Shape, ", "+ShapeFull) != full || len(r.Redactions) != 1 {
					t.Errorf("%d: shape %q, %d redactions", n, r.Shape, len(r.Redactions))
				}
				if last := r.Findings[len(r.Findings)-1]; (last.Code == "IndexNotExist") == full || r.Findings[0].Count != n {
					t.Errorf("%d: found %s, the first %d times", n, last.Code, r.Findings[0].Count)
				}
				if rest := r.Remainder; full && (rest == nil || !bytes.Contains(in[rest[0].Start:rest[0].End], []byte("IndexNotExist"))) {
					t.Errorf("%d: what was not read is no remainder: %v", n, rest)
				}
			}
		})
	}
}
