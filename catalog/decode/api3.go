package decode

// API 3.0 answers {"Response":{"Error":{"Code":"…","Message":"…"},"RequestId":"…"}},
// with status 200. In an event stream the error stands without the envelope, and
// gateways of API 2.0 sent {"code":4000,"message":"…","codeDesc":"…"}.
func init() {
	register(recogniser{name: "envelope of API 3.0", words: []string{"response"},
		read: func(s *scanner, start, end int) int {
			if string(s.in[start:end]) == "Response" {
				s.envelope(start, end)
			}
			return 0
		}})
	register(recogniser{name: "error event or envelope of API 2.0", words: []string{"code"},
		read: func(s *scanner, start, end int) int {
			f := formOld
			switch string(s.in[start:end]) {
			case "Code":
				f = formEvent
			case "code":
			default:
				return 0
			}
			from := s.bodyStart(start)
			if s.in[from] != '{' {
				return 0
			}
			open, at, ok := s.afterKey(end)
			if !ok || f == formOld && open.char != 0 {
				return 0
			}
			b := body{start: int32(from), form: f}
			// Without knowing whose it is, nothing is consumed yet.
			s.hold()
			i := s.members(&b, start)
			s.release(false)
			code := string(s.in[b.code.start:b.code.end])
			switch {
			case b.code.start == 0:
				return 0
			case f == formEvent && s.index.codes3[code] == nil && s.index.family(code) == nil:
				return 0 // any program may print Code and Message
			case f == formEvent:
				b.api = API3
			case s.in[at] == '0':
				b.noError = true
			}
			s.release(true)
			s.endBody(&b, i, true)
			return 0
		}})
	// The example of the Go SDK prints an event so.
	registerShape(shape{client: "", api: API3, anchor: "error",
		templates: []string{"error code: {code}, message: {message}"},
		check: func(s *scanner, b *body) bool {
			code := string(s.in[b.code.start:b.code.end])
			b.form, b.client = formEvent, ""
			return s.index.codes3[code] != nil || s.index.family(code) != nil
		}})
}
