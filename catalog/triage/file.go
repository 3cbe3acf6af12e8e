//go:build !js

package triage

import (
	"os"
	"path/filepath"
	"runtime"
	"sync"
)

// ReadFile counts the file at path, with all processors. The error is one of
// opening the file; problems later on are those of its [File].
func ReadFile(path string, opts Options) (*Summary, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if opts.Year == 0 {
		opts.Year = info.ModTime().Year()
	}
	name := filepath.Base(path)
	if !info.Mode().IsRegular() {
		return Read(name, f, opts, nil), nil
	}
	borders, whole, err := Parts(f, info.Size())
	if err != nil || whole {
		return Read(name, f, opts, nil), nil
	}

	parts := make([]*Summary, len(borders)-1)
	next := make(chan int)
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(parts)) {
		group.Go(func() {
			for i := range next {
				parts[i] = ReadPart(name, f, borders[i], borders[i+1], info.Size(), opts, nil)
			}
		})
	}
	for i := range parts {
		next <- i
	}
	close(next)
	group.Wait()

	s := NewSummary(opts)
	for _, part := range parts {
		s.Follow(part)
	}
	s.Sort()
	return s, nil
}
