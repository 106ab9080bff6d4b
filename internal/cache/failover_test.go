package cache

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// outlives kills a server under questions, and wants right answers at once all the while and, within 15 seconds, hits for what was
// stored before.
func outlives(t *testing.T, url string, kill func()) {
	t.Helper()
	c := open(t, url, Options{Timeout: 50 * time.Millisecond})
	eventually(t, "Redis is in use", func() bool { return c.Stats().Breaker == "closed" })
	all := names("question", 60)
	eventually(t, "all is written", func() bool { return allHit(t, c, all) })
	kill()
	begin := time.Now()
	slow := 0
	for n := 0; time.Since(begin) < 2*time.Second; n++ {
		start := time.Now()
		ask(t, c, fmt.Sprint("meanwhile ", n))
		if time.Since(start) > 200*time.Millisecond {
			slow++
		}
		time.Sleep(time.Millisecond)
	}
	if slow > 5 {
		t.Errorf("%d questions took more than 200 ms", slow)
	}
	eventually(t, "what was stored is found again", func() bool { return allHit(t, c, all) })
	if s := c.Stats(); s.Failed != 0 || s.RedisPoisoned != 0 {
		t.Errorf("%+v", s)
	}
}

// allHit asks again what was asked before, and tells whether Redis had all of it.
func allHit(t *testing.T, c *Cache, all []string) bool {
	t.Helper()
	c.memory.InvalidateAll()
	before := c.Stats().RedisHits
	for _, name := range all {
		ask(t, c, name)
	}
	return c.Stats().RedisHits == before+int64(len(all))
}

// startNode starts a node of a cluster, and tells its port and that of its bus.
func startNode(t *testing.T) (s *server, port, bus string) {
	t.Helper()
	port, bus = freePort(t), freePort(t)
	return startRedis(t, "--cluster-enabled", "yes", "--port", port, "--cluster-port", bus, "--bind", "127.0.0.1", "--cluster-announce-ip", "127.0.0.1",
		"--cluster-node-timeout", "1000", "--cluster-require-full-coverage", "no", "--cluster-replica-validity-factor", "0"), port, bus
}

// A cluster of three masters, of which one is killed and its replica takes over.
func TestClusterFailover(t *testing.T) {
	t.Parallel()
	var nodes []*server
	var addresses []string
	for range 4 {
		s, port, bus := startNode(t)
		if len(nodes) > 0 {
			if err := nodes[0].client().Do(t.Context(), "cluster", "meet", "127.0.0.1", port, bus).Err(); err != nil {
				t.Fatal(err)
			}
		}
		nodes, addresses = append(nodes, s), append(addresses, "127.0.0.1:"+port)
	}
	for i, slots := range [][2]int{{0, 5460}, {5461, 10922}, {10923, 16383}} {
		if err := nodes[i].client().ClusterAddSlotsRange(t.Context(), slots[0], slots[1]).Err(); err != nil {
			t.Fatal(err)
		}
	}
	master := nodes[1].client().ClusterMyID(t.Context()).Val()
	replica := nodes[3].client()
	eventually(t, "the replica follows", func() bool { return replica.ClusterReplicate(t.Context(), master).Err() == nil })
	eventually(t, "the replica is connected", func() bool {
		return strings.Contains(replica.Info(t.Context(), "replication").Val(), "master_link_status:up")
	})
	for _, s := range nodes {
		client := s.client()
		eventually(t, "the cluster is up", func() bool {
			info := client.ClusterInfo(t.Context()).Val()
			return strings.Contains(info, "cluster_state:ok") && strings.Contains(info, "cluster_known_nodes:4") &&
				strings.Contains(client.ClusterNodes(t.Context()).Val(), "slave "+master)
		})
	}
	outlives(t, "redis-cluster://"+strings.Join(addresses[:3], ","), nodes[1].kill)
}

// A node of a cluster that announces an address which cannot be reached: no question waits for it, and once it announces one that
// can be, it is used.
func TestClusterNodeElsewhere(t *testing.T) {
	t.Parallel()
	s, port, _ := startNode(t)
	client := s.client()
	if err := client.ClusterAddSlotsRange(t.Context(), 0, 16383).Err(); err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{"cluster-announce-ip": "192.0.2.1", "cluster-announce-port": "1"} {
		if err := client.ConfigSet(t.Context(), name, value).Err(); err != nil {
			t.Fatal(err)
		}
	}
	eventually(t, "the cluster is up", func() bool { return strings.Contains(client.ClusterInfo(t.Context()).Val(), "cluster_state:ok") })
	c := open(t, "redis-cluster://127.0.0.1:"+port, Options{Timeout: 25 * time.Millisecond})
	askMany(t, c, "question", 400, 5*time.Second)
	if s := c.Stats(); s.Computed != 400 || s.Failed != 0 {
		t.Errorf("%+v", s)
	}
	for name, value := range map[string]string{"cluster-announce-ip": "127.0.0.1", "cluster-announce-port": port} {
		if err := client.ConfigSet(t.Context(), name, value).Err(); err != nil {
			t.Fatal(err)
		}
	}
	n := 0
	eventually(t, "it is used", func() bool {
		n++
		ask(t, c, fmt.Sprint("later ", n))
		return c.Stats().Writes > 0
	})
}

// A master that is killed, and the replica that a sentinel puts in its place.
func TestSentinelFailover(t *testing.T) {
	t.Parallel()
	port, replicaPort, sentinelPort := freePort(t), freePort(t), freePort(t)
	master := startRedis(t, "--port", port, "--bind", "127.0.0.1")
	replica := startRedis(t, "--port", replicaPort, "--bind", "127.0.0.1", "--replicaof", "127.0.0.1 "+port).client()
	eventually(t, "the replica is connected", func() bool {
		return strings.Contains(replica.Info(t.Context(), "replication").Val(), "master_link_status:up")
	})
	sentinel := startSentinel(t, t.TempDir(), sentinelPort, port)
	eventually(t, "the sentinel knows the replica", func() bool {
		all, err := sentinel.Do(t.Context(), "sentinel", "replicas", "main").Slice()
		return err == nil && len(all) == 1
	})
	outlives(t, fmt.Sprintf("redis-sentinel://127.0.0.1:%s/main", sentinelPort), master.kill)
	if role := replica.Do(t.Context(), "role").Val(); !strings.HasPrefix(fmt.Sprint(role), "[master") {
		t.Errorf("the replica is %v", role)
	}
}
