#!/usr/bin/env bash
# go-sarif 3.3.1 (github.com/owenrumney/go-sarif) for Go reads a SARIF report and writes it again, as programs do that merge reports or filter them, and fills in what was not said: 0 for each number and index that was absent, where absent means "none" (-1: SARIF 2.1.0, 3.27.6 "ruleIndex",
# 3.24.3 "parentIndex", 3.30.11 "byteOffset"). A finding of the second rule gets ruleIndex 0, which is the first rule, each file becomes the part of a file, each region in a text gets a place in bytes as well, and an empty list of suppressions, which says "not suppressed", goes.
# Empty texts and lists are written too, and Validate() of the same package refuses what it wrote for "language" and "newlineSequences". What its own New...() functions build says -1 and passes.
# A good guess is that absent stays absent, or at least becomes the default of the format.
# Seen: ruleIndex 0 of rule second, parentIndex 0, byteOffset 0, language "", newlineSequences [], suppressions absent, refused for language newlineSequences; built ruleIndex -1, refused for nothing
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > report.sarif <<'SCRIPT'
{ "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [{
  "tool": { "driver": { "name": "look", "rules": [{ "id": "first" }, { "id": "second" }] } },
  "artifacts": [{ "location": { "uri": "a.ts" } }],
  "results": [{ "ruleId": "second", "message": { "text": "w is 0" }, "suppressions": [], "locations": [{ "physicalLocation": {
    "artifactLocation": { "uri": "a.ts" }, "region": { "startLine": 2, "startColumn": 16 } } }] }]
}] }
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
)

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func refused(report *sarif.Report) string {
	err := report.Validate()
	if err == nil {
		return "nothing"
	}
	names := []string{}
	for _, found := range regexp.MustCompile(`runs\.0\.(\w+): `).FindAllStringSubmatch(err.Error(), -1) {
		names = append(names, found[1])
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}

type object = map[string]any

// What was written, as a reader without a model has it.
func written(report *sarif.Report) object {
	var log object
	if err := json.Unmarshal(must(json.Marshal(report)), &log); err != nil {
		panic(err)
	}
	return log["runs"].([]any)[0].(object)
}

func first(list any) object { return list.([]any)[0].(object) }

func told(of object, name string) string {
	value, there := of[name]
	if !there {
		return name + " absent"
	}
	return name + " " + string(must(json.Marshal(value)))
}

func main() {
	report := must(sarif.Open("report.sarif"))
	run := written(report)
	result := first(run["results"])
	region := first(result["locations"])["physicalLocation"].(object)["region"].(object)
	fmt.Printf("%s of rule %s, %s, %s, %s, %s, %s, refused for %s", told(result, "ruleIndex"), result["ruleId"], told(first(run["artifacts"]), "parentIndex"), told(region, "byteOffset"),
		told(run, "language"), told(run, "newlineSequences"), told(result, "suppressions"), refused(report))
	built := sarif.NewReport()
	other := sarif.NewRunWithInformationURI("look", "https://example.com/")
	other.CreateResultForRule("second").WithMessage(sarif.NewTextMessage("w is 0"))
	built.AddRun(other)
	fmt.Printf("; built %s, refused for %s\n", told(first(written(built)["results"]), "ruleIndex"), refused(built))
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif@v3.3.1 2> /dev/null
seen=$(go run .)
echo "go-sarif 3.3.1: $seen"
[ "$seen" = 'ruleIndex 0 of rule second, parentIndex 0, byteOffset 0, language "", newlineSequences [], suppressions absent, refused for language newlineSequences; built ruleIndex -1, refused for nothing' ] || { echo changed; exit 1; }
