//go:build !js

package site

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

const workerName = "sw.js"

// notCached are the files of a site that a visitor never needs offline.
var notCached = set(workerName + " _headers robots.txt sitemap.xml")

// workerFile returns the service worker: source, from web/sw.js, after two lines
// that name every address the site needs offline and the hash its content must
// have. The version is a hash over all that, so it changes when, and only when,
// anything a visitor gets does.
func workerFile(source []byte, folder Folder, prefix string) []byte {
	files := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(folder)) {
		if !notCached[name] {
			sum := sha256.Sum256(folder[name])
			files[prefix+addressOf(name)] = "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
		}
	}
	list, err := json.MarshalIndent(files, "", " ") // keys come out sorted
	if err != nil {
		panic(err) // strings always have a JSON form
	}
	sum := sha256.Sum256(append(slices.Clone(list), source...))
	head := fmt.Sprintf("const VERSION = %q;\nconst FILES = %s;\n\n", hex.EncodeToString(sum[:8]), list)
	return append([]byte(head), source...)
}
