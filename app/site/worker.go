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
	"strings"
)

const workerName = "sw.js"

// neededOffline tells whether visitors need a file of a site offline. The
// pictures are for the browser's install dialog.
func neededOffline(name string) bool {
	return !notCached[name] && !strings.HasPrefix(name, screenshotsFolder)
}

var notCached = set(workerName + " _headers robots.txt sitemap.xml")

// integrity returns the hash of content in the form of integrity attributes.
func integrity(content []byte) string {
	sum := sha256.Sum256(content)
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// workerFile returns the service worker: source, from web/sw.js, after two lines
// that name every address the site needs offline and the hash its content must
// have. The version is a hash over all that, so it changes when, and only when,
// anything a visitor gets does.
func workerFile(source []byte, folder Folder, prefix string) []byte {
	files := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(folder)) {
		if neededOffline(name) {
			files[prefix+addressOf(name)] = integrity(folder[name])
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
