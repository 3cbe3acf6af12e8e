//go:build !js

package site

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// The background of the page, light and dark, as in web/app.css. Browsers paint
// their own bars with it before the stylesheet is there.
const (
	lightColor = "#ffffff"
	darkColor  = "#0e1217"
)

// A manifest is the web app manifest: what an installed app is called, looks
// like and opens with.
type manifest struct {
	Name            string         `json:"name"`
	ShortName       string         `json:"short_name"`
	Description     string         `json:"description"`
	ID              string         `json:"id"`
	StartURL        string         `json:"start_url"`
	Scope           string         `json:"scope"` // the prefix with its closing slash
	Display         string         `json:"display"`
	Lang            string         `json:"lang"`
	ThemeColor      string         `json:"theme_color"`
	BackgroundColor string         `json:"background_color"`
	Icons           []manifestIcon `json:"icons"`
}

type manifestIcon struct {
	Src     string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose,omitempty"`
}

const manifestName = "manifest.webmanifest"

func manifestFile(prefix, description string) []byte {
	home := prefix + "/"
	icons := prefix + "/web/icons/"
	text, err := marshal(manifest{
		Name:            "CLS Error Explorer",
		ShortName:       "CLS Errors",
		Description:     description,
		ID:              home,
		StartURL:        home,
		Scope:           home,
		Display:         "standalone",
		Lang:            "en",
		ThemeColor:      lightColor,
		BackgroundColor: lightColor,
		Icons: []manifestIcon{
			{icons + "icon.svg", "any", "image/svg+xml", ""},
			{icons + "icon-192.png", "192x192", "image/png", ""},
			{icons + "icon-512.png", "512x512", "image/png", ""},
			{icons + "icon-maskable-512.png", "512x512", "image/png", "maskable"},
		},
	})
	if err != nil {
		panic(err) // strings always have a JSON form
	}
	return text
}

// marshal returns v as indented JSON that ends with a newline.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(v)
	return b.Bytes(), err
}

// scopePrefix returns the prefix that a folder was exported for.
func scopePrefix(folder Folder) (string, error) {
	var m manifest
	if err := json.Unmarshal(folder[manifestName], &m); err != nil {
		return "", fmt.Errorf("%s: %w", manifestName, err)
	}
	return parsePrefix(m.Scope)
}
