"""Makes a conda channel and an index of pip in a folder, for RealTool.Tests.ps1.

    python3 RealChannel.py FOLDER PLATFORM

The packages are empty but for two: python, which is a link to the Python that runs this, made an environment by a
pyvenv.cfg; and pip, which is the one that this Python has bundled. The wheels hold a module each.
"""
import ensurepip
import glob
import hashlib
import io
import json
import os
import sys
import tarfile
import zipfile

root, platform = sys.argv[1:3]
python = os.path.realpath(sys.executable)
short = '%d.%d' % sys.version_info[:2]
site = f'lib/python{short}/site-packages/'


def package(name, version, build='0', depends=(), subdir='noarch', files=None, links=None):
    file = f'{name}-{version}-{build}.tar.bz2'
    folder = os.path.join(root, subdir)
    os.makedirs(folder, exist_ok=True)
    files = dict(files or {f'share/{name}/{version}.txt': b'empty'})
    links = dict(links or {})
    index = dict(name=name, version=version, build=build, build_number=0, depends=list(depends), subdir=subdir)
    if subdir == 'noarch':
        index['noarch'] = 'generic'
    empty = hashlib.sha256(b'').hexdigest()
    paths = [dict(_path=p, path_type='hardlink', sha256=hashlib.sha256(c).hexdigest(), size_in_bytes=len(c)) for p, c in files.items()]
    paths += [dict(_path=p, path_type='softlink', sha256=empty, size_in_bytes=0) for p in links]
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode='w:bz2') as archive:
        def add(path, content):
            entry = tarfile.TarInfo(path)
            entry.size, entry.mode = len(content), 0o644
            archive.addfile(entry, io.BytesIO(content))

        add('info/index.json', json.dumps(index).encode())
        add('info/paths.json', json.dumps(dict(paths=paths, paths_version=1)).encode())
        add('info/files', '\n'.join([*files, *links]).encode())
        for path, content in files.items():
            add(path, content)
        for path, target in links.items():
            entry = tarfile.TarInfo(path)
            entry.type, entry.linkname = tarfile.SYMTYPE, target
            archive.addfile(entry)
    data = data.getvalue()
    with open(os.path.join(folder, file), 'wb') as out:
        out.write(data)
    list_path = os.path.join(folder, 'repodata.json')
    listing = {'info': {'subdir': subdir}, 'packages': {}, 'packages.conda': {}}
    if os.path.exists(list_path):
        with open(list_path) as text:
            listing = json.load(text)
    listing['packages'][file] = dict(index, md5=hashlib.md5(data).hexdigest(), sha256=hashlib.sha256(data).hexdigest(), size=len(data))
    with open(list_path, 'w') as out:
        json.dump(listing, out)


def wheel(name, version, requires=(), extras=()):
    folder = os.path.join(root, 'wheels')
    os.makedirs(folder, exist_ok=True)
    info = f'{name}-{version}.dist-info/'
    metadata = [f'Metadata-Version: 2.1\nName: {name}\nVersion: {version}']
    metadata += [f'Provides-Extra: {e}' for e in extras] + [f'Requires-Dist: {r}' for r in requires]
    with zipfile.ZipFile(os.path.join(folder, f'{name}-{version}-py3-none-any.whl'), 'w') as archive:
        archive.writestr(f'{name}.py', 'x = 1\n')
        archive.writestr(info + 'METADATA', '\n'.join(metadata) + '\n')
        archive.writestr(info + 'WHEEL', 'Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n')
        archive.writestr(info + 'RECORD', f'{name}.py,,\n{info}METADATA,,\n{info}WHEEL,,\n{info}RECORD,,\n')


bundled = glob.glob(os.path.join(os.path.dirname(ensurepip.__file__), '_bundled', 'pip-*.whl'))
if not bundled:
    sys.exit('This Python has no pip bundled.')
with zipfile.ZipFile(bundled[0]) as archive:
    pip = {site + name: archive.read(name) for name in archive.namelist() if not name.endswith('/')}
home = f'home = {os.path.dirname(python)}\ninclude-system-site-packages = false\nversion = {short}\n'
package('tzdata', '2026a')
package('python', short + '.99', '0_cpython', ['tzdata'], platform, {'pyvenv.cfg': home.encode()}, {'bin/python': python, 'bin/python' + short: python})
# With a version, as everywhere: micromamba gives pip a dependency on 'python' of its own, and drops one that reads the same.
package('pip', os.path.basename(bundled[0]).split('-')[1], '0', ['python >=3'], files=pip)
for name, version in [('pytest', '7.0'), ('pytest', '8.0'), ('setuptools', '70.0'), ('sphinx', '7.2'), ('blackd', '24.1')]:
    package(name, version, '0', ['python'])
package('clash', '1.0', '0', ['pytest <8'])
wheel('click', '8.1')
wheel('griffe', '0.40')
wheel('mkdocs', '1.6.1', ['click'])
wheel('mkdocs_material', '9.5', ['mkdocs'])
wheel('mkdocstrings', '0.25', ["griffe; extra == 'python'"], ['python'])
print(short)
