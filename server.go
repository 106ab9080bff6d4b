// Command careerlattice plans education and experience paths to careers, in the terminal and as a GraphQL service. It
// promises that a signal to stop lets it finish what it has begun. Everything else is in its internal packages.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"careerlattice/internal/command"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	os.Exit(command.Main(ctx, os.Args[1:], os.Stdout, os.Stderr))
}
