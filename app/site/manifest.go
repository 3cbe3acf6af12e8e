//go:build !js

package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/png"
)

// The background of the page, light and dark, as in web/app.css. Browsers paint
// their own bars with it before the stylesheet is there.
const (
	lightColor = "#ffffff"
	darkColor  = "#0e1217"
)

// A manifest is the web app manifest: what an installed app is called, looks
// like and opens with, and what other apps can hand to it.
type manifest struct {
	Name            string          `json:"name"`
	ShortName       string          `json:"short_name"`
	Description     string          `json:"description"`
	ID              string          `json:"id"`
	StartURL        string          `json:"start_url"`
	Scope           string          `json:"scope"` // the prefix with its closing slash
	Display         string          `json:"display"`
	Lang            string          `json:"lang"`
	Categories      []string        `json:"categories"`
	ThemeColor      string          `json:"theme_color"`
	BackgroundColor string          `json:"background_color"`
	Icons           []manifestImage `json:"icons"`
	Screenshots     []manifestImage `json:"screenshots"`
	Shortcuts       []shortcut      `json:"shortcuts"`
	ShareTarget     shareTarget     `json:"share_target"`
	FileHandlers    []fileHandler   `json:"file_handlers"`
}

// A manifestImage is an icon or a screenshot.
type manifestImage struct {
	Src        string `json:"src"`
	Sizes      string `json:"sizes"`
	Type       string `json:"type"`
	Purpose    string `json:"purpose,omitempty"`     // of an icon: "maskable"
	FormFactor string `json:"form_factor,omitempty"` // of a screenshot: "narrow" or "wide"
	Label      string `json:"label,omitempty"`
}

// A shortcut is an entry in the menu of the app's icon.
type shortcut struct {
	Name        string `json:"name"`
	Description string `json:"description"`
	URL         string `json:"url"`
}

// A shareTarget says how the browser posts what is shared with the app. The
// service worker answers that request; it never reaches the network.
type shareTarget struct {
	Action  string      `json:"action"`
	Method  string      `json:"method"`
	Enctype string      `json:"enctype"`
	Params  shareParams `json:"params"`
}

type shareParams struct {
	Title string      `json:"title"`
	Text  string      `json:"text"`
	URL   string      `json:"url"`
	Files []shareFile `json:"files"`
}

type shareFile struct {
	Name   string   `json:"name"`
	Accept []string `json:"accept"`
}

// A fileHandler offers the app for opening files. The page gets them through
// launchQueue.
type fileHandler struct {
	Action string              `json:"action"`
	Accept map[string][]string `json:"accept"`
}

const (
	manifestName      = "manifest.webmanifest"
	screenshotsFolder = "web/screenshots/"
)

// manifestFile returns the manifest of a site with the files of folder.
func manifestFile(prefix, description string, folder Folder) ([]byte, error) {
	home := prefix + "/"
	icons := home + "web/icons/"
	m := manifest{
		Name:            "CLS Error Explorer",
		ShortName:       "CLS Errors",
		Description:     description,
		ID:              home,
		StartURL:        home,
		Scope:           home,
		Display:         "standalone",
		Lang:            "en",
		Categories:      []string{"developer", "utilities"},
		ThemeColor:      lightColor,
		BackgroundColor: lightColor,
		Icons: []manifestImage{
			{Src: icons + "icon.svg", Sizes: "any", Type: "image/svg+xml"},
			{Src: icons + "icon-192.png", Sizes: "192x192", Type: "image/png"},
			{Src: icons + "icon-512.png", Sizes: "512x512", Type: "image/png"},
			{Src: icons + "icon-maskable-512.png", Sizes: "512x512", Type: "image/png", Purpose: "maskable"},
		},
		Shortcuts: []shortcut{
			{"Decode", "Which error is in a failed response", prefix + "/decode"},
			{"Triage", "Count the errors of a log file", prefix + "/triage"},
		},
		ShareTarget: shareTarget{
			Action: home + "share", Method: "POST", Enctype: "multipart/form-data",
			Params: shareParams{"title", "text", "url", []shareFile{
				{"files", []string{"text/*", "application/json", ".har", ".log", ".txt", ".json"}},
			}},
		},
		FileHandlers: []fileHandler{{
			Action: prefix + "/decode",
			Accept: map[string][]string{"application/json": {".har", ".json"}, "text/plain": {".log", ".txt"}},
		}},
	}
	for _, s := range []manifestImage{
		{Src: "wide.png", FormFactor: "wide", Label: "Decode: a trace, the error in it, and what to do"},
		{Src: "narrow.png", FormFactor: "narrow", Label: "Explore: every documented error, by status"},
	} {
		file := screenshotsFolder + s.Src
		size, err := png.DecodeConfig(bytes.NewReader(folder[file]))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		s.Src, s.Type = home+file, "image/png"
		s.Sizes = fmt.Sprintf("%dx%d", size.Width, size.Height)
		m.Screenshots = append(m.Screenshots, s)
	}
	return marshal(m)
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
