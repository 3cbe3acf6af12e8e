package decode

import "bytes"

// A sign tells whose answer a text is. Letters such as "cls" in a name are no
// sign: ids of other products contain them too.
type sign uint8

const (
	signNone sign = iota
	// signSignature is the q-sign-… form of Authorization. Other products use
	// it too, so it only supports an errorcode.
	signSignature
	// signIDForm is a request id in the form of Alibaba Cloud SLS.
	signIDForm
	signCLS
	signTencent      // another product of Tencent Cloud, named by its host
	signFunction     // Tencent Cloud's functions, SCF
	signCOS          // and its storage
	signAlibaba      // its log service
	signAlibabaOther // another of its products
	signVolcano      // its log service
	signVolcanoOther // another of its products
	signHuawei
	signBaidu
)

// vendorNames are the products that answer in nearly the same words.
var vendorNames = map[sign]string{
	signTencent:      "another product of Tencent Cloud",
	signFunction:     "Serverless Cloud Function (SCF)",
	signCOS:          "Cloud Object Storage (COS)",
	signIDForm:       "Alibaba Cloud SLS",
	signAlibaba:      "Alibaba Cloud SLS",
	signAlibabaOther: "Alibaba Cloud",
	signVolcano:      "Volcano Engine TLS",
	signVolcanoOther: "Volcano Engine",
	signHuawei:       "Huawei Cloud LTS",
	signBaidu:        "Baidu AI Cloud BLS",
}

// foreign reports whether s names another product.
func (s sign) foreign() bool { return vendorNames[s] != "" }

// ranks order the signs by what they prove: CLS's own headers and hosts are
// never sent by another vendor, while a proxy may add headers of one, and the
// form of an id is the weakest.
var ranks = [...]int8{
	signSignature: 1, signIDForm: 2,
	signTencent: 3, signFunction: 3, signCOS: 3, signAlibaba: 3, signAlibabaOther: 3, signVolcano: 3, signVolcanoOther: 3, signHuawei: 3, signBaidu: 3,
	signCLS: 4,
}

// weight orders signs by what they prove of an answer. One that is only near,
// on another line of a text without records, proves less than any of the
// answer's own but a signature.
func (s sign) weight(near bool) int8 {
	if near && s != signNone {
		return 10*ranks[signSignature] + ranks[s]
	}
	return 10 * ranks[s]
}

// hostSign returns what a host name says.
func hostSign(host []byte) sign {
	if i := bytes.LastIndexByte(host, ':'); i > 0 {
		host = host[:i] // without the port
	}
	if n := len(host); n < len("x.com") || n > 255 || !bytes.EqualFold(host[n-len(".com"):], []byte(".com")) {
		return signNone // most words that end in "m" leave here
	}
	host = bytes.ToLower(host)
	ends := func(suffix string) bool { return hasSuffix(host, suffix) }
	switch {
	case ends(".cls.tencentcs.com"), ends(".cls.tencentyun.com"), ends(".cls.myqcloud.com"),
		ends(".tencentcloudapi.com") && hasPrefix(host, "cls."):
		return signCLS
	case ends(".tencentcloudapi.com"):
		return signTencent
	case ends(".scf.tencentcs.com"), ends(".apigw.tencentcs.com"), ends(".tencentscf.com"):
		return signFunction
	case ends(".myqcloud.com") && bytes.Contains(host, []byte(".cos.")):
		return signCOS
	case hasPrefix(host, "lts.") && ends(".myhuaweicloud.com"), hasPrefix(host, "lts-access.") && ends(".myhuaweicloud.com"):
		return signHuawei
	case hasPrefix(host, "bls") && ends(".baidubce.com"):
		return signBaidu
	case ends(".log.aliyuncs.com"):
		return signAlibaba
	case ends(".volces.com") && hasPrefix(host, "tls-"):
		return signVolcano
	}
	return signNone
}

// idSigns are the headers that carry a request id. Where the name tells the
// service, it is a sign.
var idSigns = map[string]sign{
	"x-cls-requestid":  signCLS,
	"x-tls-requestid":  signVolcano,
	"x-log-requestid":  signAlibaba,
	"x-scf-request-id": signFunction,
	"x-scf-requestid":  signFunction,
	"x-cos-request-id": signCOS,
	"x-bce-request-id": signBaidu,
	"x-tc-requestid":   signNone,
	"requestid":        signNone,
	"request_id":       signNone,
	"request-id":       signNone,
	"reqid":            signNone,
	"req_id":           signNone,
}

// packageOfCLS reports whether word is a name in a package that only the SDKs of
// CLS have: com.tencentcloudapi.cls.v20201016.ClsClient.
func packageOfCLS(word []byte) bool {
	return hasFold(word, "com.tencentcloudapi.cls.") || hasFold(word, "TencentCloud.Cls.")
}

// signNear reports whether one of the last marks before i is the given sign.
func (s *scanner) signNear(want sign, i int) bool {
	for n := s.marks.n - 1; n >= max(0, s.marks.n-8); n-- {
		if m := s.marks.at(n); m.sign == want && i-int(m.end) <= signReach {
			return true
		}
	}
	return false
}

// isAlibabaID reports whether a request id has the form that SLS gives its own:
// 24 hexadecimal digits in capitals. Those of CLS are UUIDs.
func isAlibabaID(id []byte) bool {
	if len(id) != 24 {
		return false
	}
	for _, c := range id {
		if !('0' <= c && c <= '9' || 'A' <= c && c <= 'F') {
			return false
		}
	}
	return true
}

// versionOfCLS is the version of API 3.0 that CLS has.
const versionOfCLS = "2020-10-16"

// productOf returns the name of the product that a host of API 3.0 names first,
// or a command. A version names none.
func productOf(at []byte) string {
	name, _, _ := bytes.Cut(bytes.ToLower(at), []byte("."))
	if len(name) == 0 || name[0] <= '9' {
		return vendorNames[signTencent]
	}
	return "Tencent Cloud (" + string(name) + ")"
}

// apiOf returns the API that a host of CLS serves.
func apiOf(host []byte) string {
	switch host := bytes.ToLower(host); {
	case hostSign(host) != signCLS:
		return ""
	case hasSuffix(host, ".tencentcloudapi.com"):
		return API3
	}
	return API2017
}

// shared are codes that other services use too, or that are plain English. In
// prose they say little; in an errorcode they are as good as any.
var shared = map[string]bool{
	"AuthFailure":           true,
	"InternalError":         true,
	"InvalidAuthorization":  true,
	"InvalidContent":        true,
	"InvalidContentType":    true,
	"InvalidParam":          true,
	"InvalidParameter":      true,
	"InvalidParameterValue": true,
	"LimitExceeded":         true,
	"MissingAuthorization":  true,
	"MissingContent":        true,
	"MissingContentType":    true,
	"MissingParameter":      true,
	"NoSuchVersion":         true,
	"NotAllowed":            true,
	"NotSupported":          true,
	"RequestLimitExceeded":  true,
	"ResourceNotFound":      true,
	"SyntaxError":           true,
	"Unauthorized":          true,
	"UnknownParameter":      true,
	"UnsupportedRegion":     true,
}

func init() {
	registerShape(shape{anchor: "aliyun_log_exception", templates: []string{
		"Aliyun_Log_Exception: { ErrorCode: {code}, ErrorMessage: {message} RequestId: {id} }",
	}, check: func(s *scanner, b *body) bool {
		b.sign = signAlibaba
		return true
	}})
	register(recogniser{name: "SDKs of SLS", words: []string{"aliyun.log.logexception.logexception", "com.aliyun.openservices.log.exception.logexception"}, read: func(s *scanner, start, end int) int {
		s.mark(mark{kind: markSign, sign: signAlibaba, start: int32(start), end: int32(end)})
		return 0
	}})
	// Volcano Engine: {"ResponseMetadata":{"RequestId":"…","Service":"TLS","Error":{…}}}.
	// What AWS calls so names no service.
	register(recogniser{name: vendorNames[signVolcano], words: []string{"responsemetadata"}, read: func(s *scanner, start, end int) int {
		_, at, ok := s.afterKey(end)
		if !ok || signAt(s.in, at, '{') == 0 {
			return 0
		}
		if first, _ := quoteAt(s.in, skipBlank(s.in, at+1)); first.char == 0 {
			return 0
		}
		w := walk{s: &scanner{in: s.in[:min(len(s.in), at+maxGlue)]}, i: at}
		for {
			key, open, at, ok := w.next()
			switch string(key) {
			case "RequestId", "Action", "Version", "Region":
			case "Service":
				v, _ := w.s.readString(at, open, maxKeyword)
				m := mark{kind: markSign, sign: signVolcanoOther, start: int32(start), end: int32(end)}
				if bytes.EqualFold(s.in[v.start:v.end], []byte("TLS")) {
					m.sign = signVolcano
				}
				s.mark(m)
				ok = false
			default:
				ok = false
			}
			if !ok {
				s.steps += w.i - start
				return 0
			}
		}
	}})
	// Alibaba Cloud: {"Code":"…","Message":"…","HostId":"ecs.aliyuncs.com","RequestId":"…"}.
	// Elsewhere in a text its hosts say little: images and buckets are there.
	register(recogniser{name: vendorNames[signAlibabaOther], words: []string{"hostid"}, read: func(s *scanner, start, end int) int {
		_, i, ok := s.afterKey(end)
		if !ok {
			return 0
		}
		host := s.wordBehind(i)
		if hasSuffix(s.in[host.Start:host.End], ".aliyuncs.com") {
			s.mark(mark{kind: markSign, sign: signAlibabaOther, start: int32(host.Start), end: int32(host.End)})
		}
		return 0
	}})
	// BLS has code and message, like many; only its header or host tells.
	register(recogniser{name: vendorNames[signBaidu], words: []string{"code"}, read: func(s *scanner, start, end int) int {
		from := s.bodyStart(start)
		open, _, ok := s.afterKey(end)
		if !ok || open.char == 0 || !s.signNear(signBaidu, from) {
			return 0
		}
		b := body{start: int32(from), form: formCode, sign: signBaidu}
		i := s.members(&b, start)
		b.form = formRecord
		s.endBody(&b, i, s.in[from] == '{')
		return 0
	}})
	// Other products have actions of the same names, so that the version has to be
	// that of CLS as well; its header stands near.
	register(recogniser{name: "action of API 3.0", words: []string{"x-tc-action"}, read: func(s *scanner, start, end int) int {
		_, i, ok := s.afterKey(end)
		j := i
		for j < len(s.in) && isWord[s.in[j]] && j-i < maxKeyword {
			j++
		}
		if !ok || !s.index.actions[string(s.in[i:j])] {
			return 0
		}
		const near = 512
		around := s.in[max(0, start-near):min(len(s.in), j+near)]
		s.steps += len(around)
		if bytes.Contains(around, []byte(versionOfCLS)) {
			s.mark(mark{kind: markSign, sign: signCLS, start: int32(i), end: int32(j)})
		}
		return 0
	}})
	// The SDKs of API 3.0 have a package for each product and version, which traces
	// name: tencentcloud/cls/v20201016/cls_client.py.
	register(recogniser{name: "package of an SDK", words: []string{"v20201016"}, read: func(s *scanner, start, end int) int {
		before := s.in[max(0, start-len("cls/lib/")):start]
		for _, name := range []string{"cls/", `cls\`, "cls::", "cls/lib/"} {
			if n := len(before) - len(name); n >= 0 && hasFold(before[n:], name) {
				s.mark(mark{kind: markSign, sign: signCLS, start: int32(start - len(name)), end: int32(end)})
			}
		}
		return 0
	}})
	register(recogniser{name: "version of API 3.0", words: []string{"x-tc-version"}, read: func(s *scanner, start, end int) int {
		_, i, ok := s.afterKey(end)
		if n := digitsLike(s.in, i, "0000-00-00"); ok && n > 0 && !hasPrefix(s.in[i:], versionOfCLS) {
			s.mark(mark{kind: markSign, sign: signTencent, start: int32(i), end: int32(i + n)})
		}
		return 0
	}})
	register(recogniser{name: "signature", words: []string{"q-sign-algorithm"}, read: func(s *scanner, start, end int) int {
		s.mark(mark{kind: markSign, sign: signSignature, start: int32(start), end: int32(end)})
		return 0
	}})
	register(recogniser{name: "action in a policy or a denial", words: []string{"cls"}, read: func(s *scanner, start, end int) int {
		// cls:SearchLog
		if rest := s.in[end:]; len(rest) > 1 && rest[0] == ':' && 'A' <= rest[1] && rest[1] <= 'Z' {
			s.mark(mark{kind: markSign, sign: signCLS, start: int32(start), end: int32(end)})
		}
		return 0
	}})
	register(recogniser{name: "resource in a policy or a denial", words: []string{"qcs"}, wraps: true, read: func(s *scanner, start, end int) int {
		if hasPrefix(s.in[end:], "::cls:") {
			s.mark(mark{kind: markSign, sign: signCLS, start: int32(start), end: int32(end)})
			s.resourceRegion(end + len("::cls:"))
		}
		return 0
	}})
}
