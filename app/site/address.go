//go:build !js

package site

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

// plainPath matches paths that mean the same in a URL, in HTML and in a file
// system, escaped or not.
var plainPath = regexp.MustCompile(`^(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*$`)

// parsePrefix returns the path that a site is mounted on without its closing
// slash: "" for "/" and for "".
func parsePrefix(path string) (string, error) {
	prefix := strings.TrimSuffix(path, "/")
	if !plainPath.MatchString(prefix) {
		return "", fmt.Errorf("the prefix %q is no plain path such as / or /tools/cls", path)
	}
	return prefix, nil
}

// checkOrigin accepts "" and the origin of a web site.
func checkOrigin(origin string) error {
	if origin == "" {
		return nil
	}
	u, err := url.Parse(origin)
	if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") ||
		origin != u.Scheme+"://"+u.Host {
		return fmt.Errorf("the origin %q is none such as https://errors.example.org", origin)
	}
	return nil
}

// notFoundPath is the page for addresses that have none. Most static hosts
// answer with a file of this name.
const notFoundPath = "/404.html"

// fileOf returns the name of the file that holds the page at path. Folders with
// an index.html are what every static host understands.
func fileOf(path string) string {
	switch path {
	case "/":
		return "index.html"
	case notFoundPath:
		return "404.html"
	}
	return path[1:] + "/index.html"
}

// addressOf is the inverse of fileOf; any other file is at its own name.
func addressOf(file string) string {
	if file == "index.html" {
		return "/"
	}
	return "/" + strings.TrimSuffix(file, "/index.html")
}
