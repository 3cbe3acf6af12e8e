package decode

// The clients, as catalog.Entry.Clients names those that have codes of their own.
const (
	clientGo          = "Go upload SDK (tencentcloud-cls-sdk-go)"
	clientPython      = "Python SDK of CLS (tencentcloud-cls-sdk-python)"
	clientJava        = "Java upload SDK (tencentcloud-cls-sdk-java)"
	clientAppenders   = "logback, log4j and log4j2 appenders"
	clientJS          = "JavaScript upload SDK (tencentcloud-cls-sdk-js)"
	clientBrowser     = "browser upload SDK (tencentcloud-cls-uploader-sdk)"
	clientJSOrNode3   = "JavaScript upload SDK or older Node.js SDK of API 3.0" // they print the same
	clientPHP         = "PHP upload SDK (tencentcloud-cls-sdk-php)"
	clientCPP         = "C++ upload SDK (tencentcloud-cls-sdk-cpp)"
	clientC           = "C upload SDK (tencentcloud-cls-sdk-c)"
	clientAndroid     = "Android upload SDK (tencentcloud-cls-sdk-android)"
	clientIOS         = "iOS upload SDK (tencentcloud-cls-sdk-ios)"
	clientRust        = "Rust upload SDK (tencentcloud-cls-sdk-rust)"
	clientDocker      = "Docker log driver (docker-log-driver-tencent-cls)"
	clientDotNet      = ".NET upload client (sesky4)"
	clientDotNetOther = ".NET upload client (TxClsClient)"
	clientGohangout   = "Go client of gohangout-cls-output (huangjacky)"
	clientFramework   = "tencent-sdk of Serverless Framework"
	clientAPISIX      = "APISIX plug-in tencent-cloud-cls"
	clientSRS         = "SRS media server"
	clientMCP         = "CLS MCP server"
	clientGrafana     = "Grafana app of Tencent Cloud (tencentcloud-monitor-grafana-app)"

	clientGoOrRuby3 = "Go or Ruby SDK of API 3.0" // they print the same
	clientPython3   = "Python SDK of API 3.0 (tencentcloud-sdk-python)"
	clientJava3     = "Java SDK of API 3.0 (tencentcloud-sdk-java)"
	clientNode3     = "Node.js SDK of API 3.0 (tencentcloud-sdk-nodejs)"
	clientPHP3      = "PHP SDK of API 3.0 (tencentcloud-sdk-php)"
	clientCPP3      = "C++ SDK of API 3.0 (tencentcloud-sdk-cpp)"
	clientDotNet3   = ".NET SDK of API 3.0 (tencentcloud-sdk-dotnet)"
	clientTccli     = "tccli"
	clientTerraform = "Terraform provider tencentcloud"
)

// clientNames are those that a word or two give away.
var clientNames []string

// registerClient makes recognisers of texts that only one client writes. With
// sign, the client speaks to CLS and nothing else.
func registerClient(client string, sign sign, texts ...string) {
	n := int32(len(clientNames))
	clientNames = append(clientNames, client)
	for _, text := range texts {
		words := phraseWords(text)
		register(recogniser{name: client, words: words[:1], wraps: true, read: func(s *scanner, start, end int) int {
			end, ok := s.wordsFollow(words[1:], end, start+maxPhrase)
			if !ok {
				return 0
			}
			s.mark(mark{kind: markClient, start: int32(start), end: int32(end), n: n})
			if sign != signNone {
				s.mark(mark{kind: markSign, sign: sign, start: int32(start), end: int32(end)})
			}
			s.explain(start, end)
			return 0
		}})
	}
}

// ofCLS is the check of a client that speaks to nothing but CLS.
func ofCLS(s *scanner, b *body) bool {
	b.sign = signCLS
	return true
}

// api3Clients are those that speak API 3.0; all others upload logs with that
// of 2017.
var api3Clients = map[string]bool{
	clientGoOrRuby3: true, clientPython3: true, clientJava3: true, clientNode3: true, clientPHP3: true,
	clientCPP3: true, clientDotNet3: true, clientTccli: true, clientTerraform: true, clientMCP: true, clientGrafana: true,
}

// clientAPI returns the API whose codes a client passes on, or "" where it is not
// known. The Python SDK of CLS reads the bodies of both.
func (x *index) clientAPI(client, code string) string {
	switch {
	case client == "", client == clientJSOrNode3:
		return ""
	case client == clientPython && x.codes[code] == nil && (x.codes3[code] != nil || x.family(code) != nil):
		return API3
	case api3Clients[client]:
		return API3
	}
	return API2017
}
