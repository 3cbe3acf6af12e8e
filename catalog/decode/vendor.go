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
	signCLS
	signAlibaba
	signVolcano
)

// vendorNames are the products that answer in nearly the same words.
var vendorNames = map[sign]string{
	signAlibaba: "Alibaba Cloud SLS",
	signVolcano: "Volcano Engine TLS",
}

// foreign reports whether s names another vendor.
func (s sign) foreign() bool { return vendorNames[s] != "" }

// stronger reports whether s outweighs t: CLS's own headers and hosts are
// never sent by another vendor, while a proxy may add headers of one.
func (s sign) stronger(t sign) bool {
	rank := map[sign]int{signSignature: 1, signAlibaba: 2, signVolcano: 2, signCLS: 3}
	return rank[s] > rank[t]
}

// hostSign returns what a host name says.
func hostSign(host []byte) sign {
	if n := len(host); n < len("x.com") || n > 255 || !bytes.EqualFold(host[n-len(".com"):], []byte(".com")) {
		return signNone // most words that end in "m" leave here
	}
	host = bytes.ToLower(host)
	ends := func(suffix string) bool { return bytes.HasSuffix(host, []byte(suffix)) }
	switch {
	case ends(".cls.tencentcs.com"), ends(".cls.tencentyun.com"), ends(".cls.myqcloud.com"),
		ends(".tencentcloudapi.com") && bytes.HasPrefix(host, []byte("cls.")):
		return signCLS
	case ends(".log.aliyuncs.com"):
		return signAlibaba
	case ends(".volces.com") && bytes.HasPrefix(host, []byte("tls-")):
		return signVolcano
	}
	return signNone
}

// idSigns are the headers that carry a request id. Where the name tells the
// service, it is a sign.
var idSigns = map[string]sign{
	"x-cls-requestid": signCLS,
	"x-tls-requestid": signVolcano,
	"x-log-requestid": signAlibaba,
	"x-tc-requestid":  signNone,
	"requestid":       signNone,
	"request_id":      signNone,
	"request-id":      signNone,
}

// gateways are the servers that put their name on their error pages.
var gateways = []string{"nginx", "openresty", "tengine", "cloudflare", "apache", "haproxy", "varnish"}

// gatewayOf returns the server that an HTML page names, or "".
func gatewayOf(page []byte) string {
	page = bytes.ToLower(page[:min(len(page), 4096)])
	for _, name := range gateways {
		if bytes.Contains(page, []byte(name)) {
			return name
		}
	}
	return ""
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
