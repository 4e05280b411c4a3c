#!/usr/bin/env bash
# gock 1.2.0, which answers HTTP in tests of Go programs, takes the path and each parameter of a mock for a regular expression that may fit anywhere: Get("/a") answers for "/x/abc", Get("/a.jpg") for "/old/a.jpg.bak", MatchParam("w", "1") for w=100, and
# MatchParam("x-oss-process", "image/resize,w_100|sys/saveas,o_YQ"), where "|" parts two choices, for "image/resize,w_1000" without saveas: the test of a wrong request passes. httpmock 1.4.2 compares all of them as texts.
# A good guess is that a path without a mark of a pattern is that path, and that a parameter has the value that is named.
# Seen: gock /x/abc answered, /old/a.jpg.bak answered, w=100 answered, w_1000 answered; httpmock refused refused refused refused
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"net/http"

	"github.com/h2non/gock"
	"github.com/jarcoal/httpmock"
)

func ask(url string) string {
	answer, err := http.Get("http://media.example.com" + url)
	if err != nil {
		return "refused"
	}
	answer.Body.Close()
	return "answered"
}

func withGock(path, key, value, url string) string {
	defer gock.Off()
	mock := gock.New("http://media.example.com").Get(path)
	if key != "" {
		mock.MatchParam(key, value)
	}
	mock.Reply(200)
	return ask(url)
}

func withHTTPMock(path, key, value, url string) string {
	httpmock.Activate()
	defer httpmock.DeactivateAndReset()
	query := map[string]string{}
	if key != "" {
		query[key] = value
	}
	httpmock.RegisterResponderWithQuery("GET", "http://media.example.com"+path, query, httpmock.NewStringResponder(200, ""))
	return ask(url)
}

func main() {
	cases := [][5]string{
		{"/a", "", "", "/x/abc", "/x/abc"},
		{"/a.jpg", "", "", "/old/a.jpg.bak", "/old/a.jpg.bak"},
		{"/a.jpg", "w", "1", "/a.jpg?w=100", "w=100"},
		{"/a.jpg", "x-oss-process", "image/resize,w_100|sys/saveas,o_YQ", "/a.jpg?x-oss-process=image/resize,w_1000", "w_1000"},
	}
	one, other := "", ""
	for _, mock := range cases {
		one += ", " + mock[4] + " " + withGock(mock[0], mock[1], mock[2], mock[3])
		other += " " + withHTTPMock(mock[0], mock[1], mock[2], mock[3])
	}
	fmt.Println("gock " + one[2:] + "; httpmock" + other)
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/h2non/gock@v1.2.0 github.com/jarcoal/httpmock@v1.4.2 2> /dev/null
seen=$(go run .)
echo "$seen"
[ "$seen" = 'gock /x/abc answered, /old/a.jpg.bak answered, w=100 answered, w_1000 answered; httpmock refused refused refused refused' ] || { echo changed; exit 1; }
