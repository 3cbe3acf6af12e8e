//go:build !js

package site

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

var serveCommand = command{
	name:  "serve",
	usage: "[-addr :8000] [-dir dist]",
	short: "Serve an exported folder over HTTP, as it was when the server started.",
	run:   runServe,
}

func runServe(args []string, _ io.Reader, stdout, _ io.Writer) error {
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	addr := flags.String("addr", ":8000", "")
	dir := flags.String("dir", "dist", "")
	if _, err := parseFlags(flags, args, 0); err != nil {
		return err
	}
	folder, err := readFolder(*dir)
	if err != nil {
		return err
	}
	site, err := newHandler(folder)
	if err != nil {
		return fmt.Errorf("%s: %w", *dir, err)
	}
	listener, err := net.Listen("tcp", *addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("address %s is in use; choose another one, for example: -addr :8001, or make run PORT=8001", *addr)
	}
	if err != nil {
		return err
	}

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	fmt.Fprintf(stdout, "serving %s on http://%s%s/\n", *dir, reachable(listener.Addr()), site.prefix)
	return serve(ctx, listener, httpServer(site))
}

// reachable returns addr in a form that a browser on this machine can open.
func reachable(addr net.Addr) string {
	host, port, err := net.SplitHostPort(addr.String())
	if err != nil {
		return addr.String()
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return net.JoinHostPort(host, port)
}

// httpServer returns a server that no client can hold up: not by being slow, nor
// by sending a lot.
func httpServer(handler http.Handler) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      5 * time.Minute, // the wasm over a slow line
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
	}
}

// serve answers requests until ctx ends, then lets those under way finish.
func serve(ctx context.Context, listener net.Listener, server *http.Server) error {
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := server.Shutdown(last); err != nil {
		return server.Close()
	}
	return nil
}
