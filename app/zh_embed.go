//go:build !js

package app

import _ "embed"

// ChineseWords is the table of the Chinese words of the interface, a JSON object
// by the English ones. The exporter writes it to data/zh.json; the app in the
// browser loads it from there.
//
//go:embed zh.json
var ChineseWords []byte
