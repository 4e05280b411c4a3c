// Package steps runs the steps of a client and prints one JSON line for each.
package steps

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

var (
	Endpoint  = os.Getenv("OSS_ENDPOINT")
	Region    = os.Getenv("OSS_REGION")
	Bucket    = os.Getenv("OSS_BUCKET")
	Target    = os.Getenv("OSS_TARGET_BUCKET")
	Signature = os.Getenv("OSS_SIGNATURE")
	Clip      = os.Getenv("CLIP")
	Picture   = os.Getenv("PICTURE")
	Large     = os.Getenv("LARGE")
	Heavy     = os.Getenv("HEAVY")
	output    = os.Getenv("OUTPUT")
)

// Resize is the process string of a small picture.
const Resize = "image/resize,m_fixed,w_50,h_40"

// PartBytes is the size of the parts of the large file.
const PartBytes = 100 * 1024

// Refusal is what an SDK's error tells.
type Refusal struct {
	Status    int    `json:"status"`
	Code      string `json:"code"`
	RequestID string `json:"requestId"`
	EC        string `json:"ec"`
}

// Part is what an SDK tells of a part of an upload.
type Part struct {
	Number int    `json:"number"`
	Size   int    `json:"size"`
	ETag   string `json:"etag"`
}

// Step is a function with a name. It returns what the driver is to check.
type Step struct {
	Name string
	Run  func() any
}

type line struct {
	Step   string `json:"step"`
	OK     bool   `json:"ok"`
	Detail any    `json:"detail"`
}

func encode(text string, padded bool) string {
	if padded {
		return base64.URLEncoding.EncodeToString([]byte(text))
	}
	return base64.RawURLEncoding.EncodeToString([]byte(text))
}

// Animation is the process string of an animation that is saved and told of.
func Animation(targetKey string, padded bool) string {
	return fmt.Sprintf("video/animation,f_gif,w_100,h_100,inter_1000|sys/saveas,b_%s,o_%s/notify,topic_%s",
		encode(Target, padded), encode(targetKey, padded), encode("AudioConvert", padded))
}

// Save is the process string of a picture that is saved.
func Save(targetKey string) string {
	return fmt.Sprintf("%s|sys/saveas,o_%s,b_%s", Resize, encode(targetKey, false), encode(Target, false))
}

// Keep writes a file that the driver looks at.
func Keep(name string, content []byte) {
	Check(os.WriteFile(filepath.Join(output, name), content, 0o600))
}

// Fetch is a plain HTTP GET: status and body.
func Fetch(url string) (int, []byte) {
	answer := Must(http.Get(url))
	defer answer.Body.Close()
	return answer.StatusCode, Must(io.ReadAll(answer.Body))
}

// WaitFor asks until the answer is yes, 30 seconds at most.
func WaitFor(exists func() bool) {
	for range 300 {
		if exists() {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	Fail("The object did not come within 30 seconds.")
}

// Number reads a decimal number.
func Number(text string) int {
	return Must(strconv.Atoi(text))
}

// Check ends the step when there is an error.
func Check(err error) {
	if err != nil {
		panic(err)
	}
}

// Must ends the step when there is an error.
func Must[T any](value T, err error) T {
	Check(err)
	return value
}

// Fail ends the step.
func Fail(format string, values ...any) {
	panic(fmt.Errorf(format, values...))
}

// Run runs the steps that the driver names.
func Run(steps []Step) {
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	wanted := strings.Split(os.Getenv("STEPS"), ",")
	for _, step := range steps {
		if slices.Contains(wanted, step.Name) {
			Check(encoder.Encode(attempt(step)))
		}
	}
}

func attempt(step Step) (result line) {
	defer func() {
		if problem := recover(); problem != nil {
			result = line{Step: step.Name, Detail: fmt.Sprint(problem)}
		}
	}()
	return line{Step: step.Name, OK: true, Detail: step.Run()}
}
