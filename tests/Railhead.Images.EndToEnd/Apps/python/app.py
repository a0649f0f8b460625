# Answers as the other three apps do.
import os
import time

with open("tmp/started", "w") as file:
    file.write("yes")


def slow(parts):
    for _ in range(parts):
        yield b"part\n"
        time.sleep(0.1)


def app(environ, start_response):
    path = environ["PATH_INFO"]
    known = path in ("/up", "/", "/echo", "/slow")
    start_response("200 OK" if known else "404 Not Found", [("Content-Type", "text/plain")])
    if path == "/up":
        return [b"ok"]
    if path == "/":
        return [os.environ["APP_REVISION"].encode()]
    if path == "/echo":
        return [environ["wsgi.input"].read()]
    return slow(int(environ["QUERY_STRING"].split("=")[1])) if known else []
