# Counts the tests in the events that `go test -json` writes, subtests included, one event a line, and fails where none ran.
/"Test":"/ && /"Action":"pass"/ { passed++ }
/"Test":"/ && /"Action":"fail"/ { failed++ }
/"Test":"/ && /"Action":"skip"/ { skipped++ }
END {
	printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
	if (passed + failed == 0) exit 1
}
