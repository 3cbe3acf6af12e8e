//go:build !js

package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// A Folder is an exported site in memory: file names with slashes, relative to
// its root, and their content.
type Folder map[string][]byte

// readFolder reads an exported site. Files and folders that start with a dot
// are left out.
func readFolder(dir string) (Folder, error) {
	folder := Folder{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if hidden := strings.HasPrefix(d.Name(), ".") && path != dir; hidden && d.IsDir() {
			return fs.SkipDir
		} else if hidden || !d.Type().IsRegular() {
			return nil
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		folder[filepath.ToSlash(name)], err = os.ReadFile(path)
		return err
	})
	if errors.Is(err, fs.ErrNotExist) || err == nil && folder[workerName] == nil {
		return nil, fmt.Errorf(`no exported site in %s; run "make site" first`, dir)
	}
	return folder, err
}

// write replaces dir by the folder. It writes a new folder beside dir first, so
// that dir is never half written, and refuses to replace one that is not ours.
func (f Folder) write(dir string) error {
	if err := checkReplaceable(dir); err != nil {
		return err
	}
	parent := filepath.Dir(filepath.Clean(dir))
	if err := os.MkdirAll(parent, 0o777); err != nil {
		return err
	}
	fresh, err := os.MkdirTemp(parent, ".export-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(fresh)
	root := filepath.Join(fresh, "new") // MkdirTemp's own folder is private
	for name, content := range f {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(path, content, 0o666); err != nil {
			return err
		}
	}
	if err := os.Rename(dir, filepath.Join(fresh, "old")); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.Rename(root, dir)
}

// checkReplaceable accepts a path that is free, an empty folder and an exported
// site; the service worker tells that it is one.
func checkReplaceable(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(dir, workerName)); err != nil {
		return fmt.Errorf("%s holds other files; choose a new or empty folder with -out", dir)
	}
	return nil
}
