#!/usr/bin/env python3
"""Writes assets/licences.txt: every part of the program with its licence, and each licence's text once.

    packaging/licences.py [--check]      --check writes nothing and fails when the file is not up to date

The parts are the crates that the program is linked with on Linux and Windows (`cargo metadata`; those that
only build or test it are left out), with the text that stands in each crate's source, and the faces of
assets/fonts. Texts that differ only in white space and in the line of the copyright holder count as one;
the holders are listed.
"""
import hashlib
import json
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TARGET = os.path.join(ROOT, "assets", "licences.txt")
PLATFORMS = ("x86_64-unknown-linux-gnu", "x86_64-pc-windows-gnu")
NAMES = re.compile(r"^(licen[cs]e|copying|unlicense|notice|copyright)", re.IGNORECASE)
HOLDER = re.compile(r"^\s*(?:portions\s+)?copyright\b.*$", re.IGNORECASE | re.MULTILINE)


def linked():
    """The packages that are linked into the program, by name and version."""
    found = {}
    for platform in PLATFORMS:
        data = json.loads(subprocess.run(
            ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", platform],
            cwd=ROOT, check=True, capture_output=True).stdout)
        packages = {package["id"]: package for package in data["packages"]}
        nodes = {node["id"]: node for node in data["resolve"]["nodes"]}
        waiting, seen = [data["resolve"]["root"]], set()
        while waiting:
            name = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            package = packages[name]
            if any("proc-macro" in target["kind"] for target in package["targets"]):
                continue
            if name != data["resolve"]["root"]:
                found[(package["name"], package["version"])] = package
            for dependency in nodes[name]["deps"]:
                if any(kind["kind"] is None for kind in dependency["dep_kinds"]):
                    waiting.append(dependency["pkg"])
    return [found[key] for key in sorted(found)]


def texts(folder):
    """The licence texts of a crate's source, the shortest name first."""
    names = sorted((name for name in os.listdir(folder) if NAMES.match(name)), key=lambda name: (len(name), name))
    for name in names:
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            with open(path, encoding="utf-8", errors="replace") as file:
                yield file.read().replace("\r\n", "\n").strip()


def key(text):
    """What makes two texts the same licence."""
    plain = re.sub(r"\s+", " ", HOLDER.sub("", text)).strip().lower()
    return hashlib.sha256(plain.encode()).hexdigest()


def faces():
    """The faces of assets/fonts and their licence texts."""
    for folder, _, names in sorted(os.walk(os.path.join(ROOT, "assets", "fonts"))):
        for name in sorted(names):
            if name.endswith(".txt"):
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    yield name.removesuffix(".txt"), file.read().strip()


def render():
    lines = ["GIẤY PHÉP CÁC THÀNH PHẦN CỦA KẾ HOẠCH", "",
             "Chương trình gồm mã nguồn của mình (MIT hoặc Apache-2.0) và những thành phần dưới đây.", ""]
    shared = {}
    for package in linked():
        lines.append(f"{package['name']} {package['version']}: {package['license'] or 'xem văn bản'}")
        for text in texts(os.path.dirname(package["manifest_path"])):
            text_key = key(text)
            entry = shared.setdefault(text_key, {"text": text, "parts": [], "holders": []})
            entry["parts"].append(package["name"])
            for holder in HOLDER.findall(text):
                holder = re.sub(r"\s+", " ", holder).strip()
                if holder not in entry["holders"] and len(holder) < 200:
                    entry["holders"].append(holder)
    for name, text in faces():
        lines.append(f"{name}: phông chữ, xem văn bản")
        shared.setdefault(key(text), {"text": text, "parts": [], "holders": []})["parts"].append(name)
    for entry in sorted(shared.values(), key=lambda entry: (-len(entry["parts"]), entry["parts"])):
        lines += ["", "─" * 80, "Dùng cho: " + ", ".join(sorted(set(entry["parts"])))]
        lines += entry["holders"] if len(entry["holders"]) > 1 else []
        lines += ["", entry["text"]]
    return "\n".join(lines) + "\n"


def main():
    text = render()
    if "--check" in sys.argv[1:]:
        with open(TARGET, encoding="utf-8") as file:
            if file.read() != text:
                sys.exit("assets/licences.txt is not up to date: run packaging/licences.py")
        return
    with open(TARGET, "w", encoding="utf-8") as file:
        file.write(text)
    print(f"{TARGET}: {len(text) // 1024} KiB")


main()
