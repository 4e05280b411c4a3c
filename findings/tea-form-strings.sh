#!/usr/bin/env bash
# toFormString() of Alibaba Cloud's runtime for its SDKs ("Tea") writes the body of a form, by one name and one description in each language, and one map has four bodies: a list ["a", "b"] is repeated in Node and becomes the
# text that the language prints in the others, and so do a map and a number of seven digits; a value that is missing is left out in Java, empty in Node, and "None" or "<nil>" in Python and Go. None of them throws. What a server
# gets differs by who calls it.
# A good guess is that a runtime which is generated for all languages writes the same bytes, or JSON for what is nested.
# Seen: Node list=a&list=b&map=&yes=true&none=&side=1000000; Python list=['a', 'b']&map={'k': 'v'}&none=None&side=1000000.0&yes=True; Java list=[a, b]&map={k=v}&yes=true&side=1000000.0;
# Go list=[a b]&map=map[k:v]&none=<nil>&side=1e+06&yes=true
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check alibabacloud-tea-util==0.3.15
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @alicloud/tea-util@1.4.11 > /dev/null
for artifact in tea:1.3.2 tea-util:0.2.24; do mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy -Dartifact=com.aliyun:$artifact -DoutputDirectory="$folder" > /dev/null; done
cat > Look.java <<'SCRIPT'
import com.aliyun.teautil.Common;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

public class Look {
    public static void main(String[] words) throws Exception {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("list", List.of("a", "b"));
        form.put("map", Map.of("k", "v"));
        form.put("yes", true);
        form.put("none", null);
        form.put("side", 1000000.0);
        System.out.println(Common.toFormString(form));
    }
}
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"

	util "github.com/alibabacloud-go/tea-utils/v2/service"
)

func main() {
	form := map[string]interface{}{"list": []string{"a", "b"}, "map": map[string]string{"k": "v"}, "yes": true, "none": nil, "side": 1000000.0}
	fmt.Println(*util.ToFormString(form))
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/alibabacloud-go/tea-utils/v2/service@v2.0.9 2> /dev/null
decoded() { python3 -c 'import sys, urllib.parse; print(urllib.parse.unquote_plus(sys.stdin.read().strip()))'; }
node=$(node -e "console.log(require('@alicloud/tea-util').default.toFormString({ list: ['a', 'b'], map: { k: 'v' }, yes: true, none: null, side: 1000000.0 }))" | decoded)
python=$(venv/bin/python -c 'from alibabacloud_tea_util.client import Client; print(Client.to_form_string({"list": ["a", "b"], "map": {"k": "v"}, "yes": True, "none": None, "side": 1000000.0}))' | decoded)
java=$(java -cp tea-1.3.2.jar:tea-util-0.2.24.jar Look.java | decoded)
seen="Node $node; Python $python; Java $java; Go $(go run . | decoded)"
echo "$seen"
[ "$seen" = "Node list=a&list=b&map=&yes=true&none=&side=1000000; Python list=['a', 'b']&map={'k': 'v'}&none=None&side=1000000.0&yes=True; Java list=[a, b]&map={k=v}&yes=true&side=1000000.0; Go list=[a b]&map=map[k:v]&none=<nil>&side=1e+06&yes=true" ] || { echo changed; exit 1; }
