#!/usr/bin/env bash
# The reader of XML in Alibaba Cloud's runtime for its SDKs ("tea-xml") keeps blanks at the ends of a text in Node and takes them away in Python, Go and Java: the object " a.jpg" of a list is "a.jpg", another name, and a delimiter
# or a prefix that is one blank is empty, or null in Java. White space is a part of the text in XML, and a blank may stand at either end of an object's name.
# A good guess is that text of an element is its text, and that one runtime in four languages reads one answer alike.
# Seen, name and delimiter: Node " a.jpg" " ", Python "a.jpg" "", Go "a.jpg" "", Java "a.jpg" null
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check alibabacloud_tea_xml==0.0.3
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @alicloud/tea-xml@0.0.3 > /dev/null
for artifact in com.aliyun:tea:1.3.2 com.aliyun:tea-xml:0.1.6 org.dom4j:dom4j:2.0.3; do mvn -q -Dmaven.repo.local="$folder/m2" dependency:copy -Dartifact=$artifact -DoutputDirectory="$folder" > /dev/null; done
cat > Look.java <<'SCRIPT'
import com.aliyun.teaxml.Client;
import java.util.Map;

public class Look {
    static String quoted(Object text) {
        return text == null ? "null" : '"' + text.toString() + '"';
    }

    public static void main(String[] words) throws Exception {
        Map<?, ?> list = (Map<?, ?>) Client.parseXml(words[0], null).get("List");
        System.out.println(quoted(list.get("Key")) + " " + quoted(list.get("Delimiter")));
    }
}
SCRIPT
cat > main.go <<'SCRIPT'
package main

import (
	"fmt"
	"os"

	xml "github.com/alibabacloud-go/tea-xml/service"
)

func main() {
	list := xml.ParseXml(&os.Args[1], nil)["List"].(map[string]interface{})
	fmt.Printf("%q %q\n", list["Key"], list["Delimiter"])
}
SCRIPT
export GOTOOLCHAIN=local
go mod init look 2> /dev/null
go get github.com/alibabacloud-go/tea-xml/service@v1.1.3 2> /dev/null
xml='<List><Key> a.jpg</Key><Delimiter> </Delimiter></List>'
node=$(node -e "const { List } = require('@alicloud/tea-xml').default.parseXml(process.argv[1], null); console.log(JSON.stringify(List.Key), JSON.stringify(List.Delimiter))" "$xml")
python=$(venv/bin/python -c '
import json, sys
from alibabacloud_tea_xml.client import Client
found = Client.parse_xml(sys.argv[1], None)["List"]
print(json.dumps(found["Key"]), json.dumps(found["Delimiter"]))' "$xml")
seen="Node $node, Python $python, Go $(go run . "$xml"), Java $(java -cp tea-1.3.2.jar:tea-xml-0.1.6.jar:dom4j-2.0.3.jar Look.java "$xml")"
echo "$seen"
[ "$seen" = 'Node " a.jpg" " ", Python "a.jpg" "", Go "a.jpg" "", Java "a.jpg" null' ] || { echo changed; exit 1; }
