#!/usr/bin/env bash
# A line of an OBJ goes on behind "\" (Wavefront's specification, "Syntax"), as programs with long faces write it, and a face may have a corner that points inward. tobj 4.0.5 for Rust refuses the first, FaceParseError, and meshio 5.3.5 of PyPI too; trimesh 5.2.0 of PyPI reads it. tobj, told to make triangles, and trimesh, which always does,
# draw them from the first corner: of an arrow whose area is 10 they make 14, with a triangle that lies outside, without a word.
# A good guess is that what makes triangles of a face keeps to the face.
# Seen: long line: tobj FaceParseError, meshio ValueError, trimesh 2 triangles; area 10: tobj 14, trimesh 14
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check meshio==5.3.5 trimesh==5.2.0
printf 'v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nf 1 2 \\\n 3 4\n' > long.obj
printf 'v 0 0 0\nv 4 0 0\nv 4 4 0\nv 2 1 0\nv 0 4 0\nf 2 3 4 5 1\n' > arrow.obj
cat > Cargo.toml <<'SCRIPT'
[package]
name = "look"
version = "0.0.0"
edition = "2021"

[dependencies]
tobj = "=4.0.5"
SCRIPT
cat > src/main.rs <<'SCRIPT'
fn load(name: &str) -> Result<tobj::Mesh, tobj::LoadError> {
    tobj::load_obj(name, &tobj::LoadOptions { triangulate: true, ..Default::default() }).map(|(models, _)| models[0].mesh.clone())
}

fn main() {
    println!("{:?}", load("long.obj").err().unwrap());
    let mesh = load("arrow.obj").unwrap();
    let corner = |index: u32| (mesh.positions[index as usize * 3], mesh.positions[index as usize * 3 + 1]);
    let area: f32 = mesh.indices.chunks(3).map(|of| {
        let (a, b, c) = (corner(of[0]), corner(of[1]), corner(of[2]));
        ((b.0 - a.0) * (c.1 - a.1) - (c.0 - a.0) * (b.1 - a.1)).abs() / 2.0
    }).sum();
    println!("{area}");
}
SCRIPT
rust=$(cargo run --quiet 2> errors) || { cat errors; exit 1; }
cat > look.py <<'SCRIPT'
import meshio
import trimesh

try:
    print(len(meshio.read("long.obj").cells))
except ValueError as error:
    print(type(error).__name__)
print(len(trimesh.load("long.obj").faces))
print(round(trimesh.load("arrow.obj").area))
SCRIPT
mapfile -t python < <(venv/bin/python -W ignore look.py 2> /dev/null)
seen="long line: tobj ${rust%%$'\n'*}, meshio ${python[0]}, trimesh ${python[1]} triangles; area 10: tobj ${rust##*$'\n'}, trimesh ${python[2]}"
echo "$seen"
[ "$seen" = 'long line: tobj FaceParseError, meshio ValueError, trimesh 2 triangles; area 10: tobj 14, trimesh 14' ] || { echo changed; exit 1; }
