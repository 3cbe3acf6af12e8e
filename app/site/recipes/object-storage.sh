#!/bin/sh
# Object storage with a CDN in front: sh object-storage.sh dist s3://BUCKET
# puts an exported folder into a bucket, here with the AWS command line.
#
#     make build
#     go run . export -origin https://errors.example.org
#     sh app/site/recipes/object-storage.sh dist s3://BUCKET
#
# Storage does not choose among forms of a file, so texts go up compressed with
# gzip, which every browser reads; the CDN has nothing to compress. Below a prefix,
# export with -prefix /tools/cls and give s3://BUCKET/tools/cls.
#
# Set up once, in the console or by a tool of yours:
#   - the bucket as a website: index document index.html, error document 404.html
#     (tools/cls/404.html below a prefix), and that website as the CDN's origin
#   - the headers of the file _headers, as the CDN's response headers
#   - HTTPS; the CDN must respect Cache-Control and answer errors with status 404
set -eu
folder=$1 bucket=$2

put() { # put FILE NAME [OPTION…]
	file=$1 name=$2
	shift 2
	case $name in
	*.css) type="text/css; charset=utf-8" ;;
	*.html) type="text/html; charset=utf-8" ;;
	*.js) type="text/javascript; charset=utf-8" ;;
	*.json) type="application/json" ;;
	*.png) type="image/png" ;;
	*.svg) type="image/svg+xml" ;;
	*.txt) type="text/plain; charset=utf-8" ;;
	*.wasm) type="application/wasm" ;;
	*.webmanifest) type="application/manifest+json" ;;
	*.xml) type="application/xml" ;;
	*) type="application/octet-stream" ;;
	esac
	aws s3 cp "$file" "$bucket/$name" --content-type "$type" --cache-control no-cache "$@"
}

# The worker goes last: it makes browsers load the files of its version.
(cd "$folder" && find . -type f ! -name '*.br' ! -name '*.gz' ! -name '_*' ! -name sw.js | cut -c3- | sort; echo sw.js) |
	while read -r name; do
		if [ -e "$folder/$name.gz" ]; then
			put "$folder/$name.gz" "$name" --content-encoding gzip </dev/null
		else
			put "$folder/$name" "$name" </dev/null
		fi
	done
