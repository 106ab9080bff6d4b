package cache

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/redis/go-redis/v9"
)

// sayOnly starts a server that answers everything with one line.
func sayOnly(t testing.TB, line string) (url string) {
	t.Helper()
	return say(t, func([]byte) string { return line })
}

// say starts a server that answers each command, which it gets as a list of texts, with a line.
func say(t testing.TB, answer func(command []byte) (line string)) (url string) {
	t.Helper()
	listener := listen(t)
	var work sync.WaitGroup
	work.Go(func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			work.Go(func() {
				defer c.Close() //nolint:errcheck // the other side may have closed it
				for from := bufio.NewReader(c); ; {
					command, err := readReply(from) // they have the same form
					if err != nil {
						return
					}
					_, _ = c.Write([]byte(answer(command) + "\r\n"))
				}
			})
		}
	})
	t.Cleanup(func() {
		_ = listener.Close()
		work.Wait()
	})
	return "redis://" + listener.Addr().String()
}

// listen listens on a port of the loopback interface until the test ends.
func listen(t testing.TB) net.Listener {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() }) // or is closed already
	return listener
}

// freePort gives a port of the loopback interface that was free a moment ago.
func freePort(t testing.TB) string {
	t.Helper()
	listener := listen(t)
	_, port, _ := strings.Cut(listener.Addr().String(), ":")
	_ = listener.Close()
	return port
}

// startSentinel starts a sentinel that watches the master "main", and gives a client of it.
func startSentinel(t testing.TB, dir, port, masterPort string) *redis.Client {
	t.Helper()
	config := filepath.Join(dir, "sentinel.conf")
	text := fmt.Sprintf("port %s\nbind 127.0.0.1\ndir %s\nsentinel monitor main 127.0.0.1 %s 1\n"+
		"sentinel down-after-milliseconds main 500\nsentinel failover-timeout main 3000\n", port, dir, masterPort)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	binary := os.Getenv("REDIS_SERVER")
	if binary == "" {
		binary = "redis-server"
	}
	cmd := exec.CommandContext(context.Background(), binary, config, "--sentinel")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // it was killed
	})
	client := redis.NewClient(&redis.Options{Addr: "127.0.0.1:" + port, Protocol: 2})
	t.Cleanup(func() { _ = client.Close() })
	eventually(t, "the sentinel answers", func() bool { return client.Ping(context.Background()).Err() == nil })
	return client
}
