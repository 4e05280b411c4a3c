#!/usr/bin/env bash
# A text STL may hold several parts one after the other, each from "solid" to "endsolid", as CAD programs write an assembly. from_file() of numpy-stl 4.1.1 of PyPI and read_stl() of stl_io 0.11.0 for Rust have the first part alone, without a word, so that volume, mass and size of an assembly are those of one part; numpy-stl has from_multi_file() beside it.
# trimesh 5.2.0 and meshio 5.3.5 of PyPI and STLLoader of three 0.187.0 of npm have both parts. All read a file of one part.
# A good guess is that a reader which stops before the end of a file says so.
# Seen, triangles of one part and of two: numpy-stl 1 1, stl_io 1 1, trimesh 1 2, meshio 1 2, three 1 2
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cd "$folder"
part() { printf 'solid %s\nfacet normal 0 0 1\nouter loop\nvertex 0 0 %s\nvertex 1 0 %s\nvertex 0 1 %s\nendloop\nendfacet\nendsolid %s\n' "$1" "$2" "$2" "$2" "$1"; }
part one 0 > one.stl
{ part one 0; part two 1; } > two.stl
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check numpy-stl==4.1.1 trimesh==5.2.0 meshio==5.3.5
npm init -y > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts three@0.187.0 > /dev/null
cat > Cargo.toml <<'SCRIPT'
[package]
name = "look"
version = "0.0.0"
edition = "2021"

[dependencies]
stl_io = "=0.11.0"
SCRIPT
cat > src/main.rs <<'SCRIPT'
fn main() {
    let told = ["one.stl", "two.stl"].map(|name| stl_io::read_stl(&mut std::fs::File::open(name).unwrap()).unwrap().faces.len().to_string());
    println!("stl_io {}", told.join(" "));
}
SCRIPT
rust=$(cargo run --quiet 2> errors) || { cat errors; exit 1; }
cat > look.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs'
import { STLLoader } from 'three/addons/loaders/STLLoader.js'
const told = name => new STLLoader().parse(Uint8Array.from(readFileSync(name)).buffer).attributes.position.count / 3
console.log(`three ${told('one.stl')} ${told('two.stl')}`)
SCRIPT
python=$(venv/bin/python -W ignore - <<'SCRIPT'
import meshio
import trimesh
from stl import mesh

names = ("one.stl", "two.stl")
print("numpy-stl", *(len(mesh.Mesh.from_file(name).vectors) for name in names))
print("trimesh", *(trimesh.load_mesh(name).faces.shape[0] for name in names), end=", ")
print("meshio", *(sum(len(cells.data) for cells in meshio.read(name).cells) for name in names))
SCRIPT
)
seen="${python%%$'\n'*}, $rust, ${python##*$'\n'}, $(node look.mjs)"
echo "$seen"
[ "$seen" = 'numpy-stl 1 1, stl_io 1 1, trimesh 1 2, meshio 1 2, three 1 2' ] || { echo changed; exit 1; }
