package triage

import (
	"testing"
	"time"
)

func TestLineTime(t *testing.T) {
	for line, want := range map[string]string{
		"2021-03-04T08:00:00Z up":                                                  "2021-03-04T08:00:00Z",
		"2021-03-04T08:00:00.123456+08:00 up":                                      "2021-03-04T08:00:00.123+08:00",
		"[2021-03-04 08:00:00,123] up":                                             "2021-03-04T08:00:00.123",
		"2021/03/04 08:00:00 server.go:17: up":                                     "2021-03-04T08:00:00",
		"INFO  [main] 2021-03-04 08:00:00.5 up":                                    "2021-03-04T08:00:00.5",
		"web_1  | 2021-03-04T08:00:00Z up":                                         "2021-03-04T08:00:00Z",
		`1.2.3.4 - - [04/Mar/2021:08:00:00 -0430] "GET / HTTP/1.1" 200 1`:          "2021-03-04T08:00:00-04:30",
		"Mar  4 08:00:00 host sshd[1]: up":                                         "2020-03-04T08:00:00 no year",
		"<34>Mar 14 08:00:00 host su: up":                                          "2020-03-14T08:00:00 no year",
		"I0304 08:00:00.123456       1 main.go:1] up":                              "2020-03-04T08:00:00.123 no year",
		"Thu, 04 Mar 2021 08:00:00 GMT up":                                         "2021-03-04T08:00:00Z",
		"< Date: Thu, 04 Mar 2021 08:00:00 GMT":                                    "2021-03-04T08:00:00Z",
		"Thu Mar  4 08:00:00 2021 up":                                              "2021-03-04T08:00:00",
		"Mar 04, 2021 8:00:01 PM com.example.Main run":                             "2021-03-04T20:00:01",
		"20210304T080000Z up":                                                      "2021-03-04T08:00:00Z",
		"1614844800 up":                                                            "2021-03-04T08:00:00Z",
		"ts=1614844800.123 level=info":                                             "2021-03-04T08:00:00Z",
		"time=2021-03-04T08:00:00+08:00 level=info":                                "2021-03-04T08:00:00+08:00",
		`{"level":"info","ts":1614844800123,"msg":"up"}`:                           "2021-03-04T08:00:00.123Z",
		`{"log":"up\n","stream":"stderr","time":"2021-03-04T08:00:00.123456789Z"}`: "2021-03-04T08:00:00.123Z",
		`{"@timestamp": "2021-03-04T08:00:00.000Z", "message": "up"}`:              "2021-03-04T08:00:00Z",
		"1969-03-04 08:00:00 too old":                                              "", "2021-13-04 08:00:00 no such month": "", "08:00:00 no date": "", "took 2021ms": "", "": "", "{": "", "12345678901234567890123": "",
		"at com.example.Main(Main.java:17)": "", `{"errorcode":"TopicNotExist"}`: "",
	} {
		m, ok := lineTime([]byte(line), 2020)
		got := ""
		if ok {
			at := time.UnixMilli(m.ms).UTC()
			switch m.zone {
			case zoneNone:
				got = at.Format("2006-01-02T15:04:05.999")
			default:
				got = at.In(time.FixedZone("", int(m.zone)*60)).Format("2006-01-02T15:04:05.999Z07:00")
			}
			if m.noYear {
				got += " no year"
			}
		}
		if got != want {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}

func TestDays(t *testing.T) {
	for _, d := range []time.Time{{}, time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2000, 2, 29, 0, 0, 0, 0, time.UTC), time.Date(2100, 3, 1, 0, 0, 0, 0, time.UTC), time.Date(2024, 12, 31, 0, 0, 0, 0, time.UTC)} {
		if got, want := days(d.Year(), int(d.Month()), d.Day()), d.Unix()/86400; got != want {
			t.Errorf("%s is day %d, want %d", d, got, want)
		}
	}
}
