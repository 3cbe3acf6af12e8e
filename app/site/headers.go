//go:build !js

package site

import (
	"bytes"
	"fmt"
)

// metaPolicy is the content security policy: nothing but our own files, no
// inline script or style, and no connection to any other origin. wasm-unsafe-eval
// allows compiling the wasm and no other evaluation. No string becomes code or
// HTML either: the one Trusted Types policy is that of boot.js, for the address
// of a worker. It is in every page, so it holds on hosts that send no header.
const metaPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
	"img-src 'self' data:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; " +
	"font-src 'self'; base-uri 'none'; form-action 'none'; " +
	"require-trusted-types-for 'script'; trusted-types default"

// headers are sent with every answer, in this order. Browsers ignore
// frame-ancestors in a page, so it is in the header only.
//
// Everything is revalidated: file names carry no version, an ETag makes the
// question cheap, and repeat visits are answered by the service worker anyway.
var headers = [...][2]string{
	{"Cache-Control", "no-cache"},
	{"Content-Security-Policy", metaPolicy + "; frame-ancestors 'none'"},
	{"Cross-Origin-Embedder-Policy", "require-corp"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"Permissions-Policy", "camera=(), display-capture=(), geolocation=(), " +
		"hid=(), microphone=(), midi=(), payment=(), serial=(), usb=()"},
	{"Referrer-Policy", "no-referrer"},
	{"X-Content-Type-Options", "nosniff"},
}

// headersFile returns the headers in the _headers form that Netlify, Cloudflare
// Pages and others read.
func headersFile(prefix string) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s/*\n", prefix)
	for _, h := range headers {
		fmt.Fprintf(&b, "  %s: %s\n", h[0], h[1])
	}
	return b.Bytes()
}
