package decode

import "bytes"

// Gateways, proxies and load balancers answer when a request does not get
// through to CLS: mostly with an HTML page that names the server, some with a
// sentence.

// gateways are the servers that put their name on their error pages, and what
// people call them.
var gateways = []struct{ word, name string }{
	{"nginx", "nginx"}, {"openresty", "OpenResty"}, {"tengine", "Tengine"}, {"stgw", "Tencent Cloud load balancer (STGW)"},
	{"cloudflare", "Cloudflare"}, {"apache", "Apache"}, {"haproxy", "HAProxy"}, {"varnish", "Varnish"},
	{"squid", "Squid"}, {"envoy", "Envoy"}, {"awselb", "AWS load balancer"}, {"apisix", "Apache APISIX"}, {"kong", "Kong"},
}

// maxPage is how much of a page is searched for a name.
const maxPage = 4096

// gatewayOf returns the server that an HTML page names, or "".
func gatewayOf(page []byte) string {
	page = bytes.ToLower(page[:min(len(page), maxPage)])
	for _, g := range gateways {
		if bytes.Contains(page, []byte(g.word)) {
			return g.name
		}
	}
	return ""
}

// gatewayNames are the senders of registered sentences.
var gatewayNames []string

// registerGateway makes recognisers of sentences in which a gateway says that
// it did not get through.
func registerGateway(name string, sentences ...string) {
	n := int32(len(gatewayNames))
	gatewayNames = append(gatewayNames, name)
	for _, text := range sentences {
		words := phraseWords(text)
		register(recogniser{name: name, words: words[:1], read: func(s *scanner, start, end int) int {
			next, ok := s.wordsFollow(words[1:], end, start+maxPhrase)
			if !ok {
				return 0
			}
			next = s.tail(next, min(len(s.in), next+maxPhrase))
			s.mark(mark{kind: markGateway, start: int32(start), end: int32(next), n: n})
			s.explain(start, next)
			return next
		}})
	}
}

func init() {
	registerGateway("Envoy", "upstream connect error or disconnect/reset before headers", "no healthy upstream", "upstream request timeout")
}
