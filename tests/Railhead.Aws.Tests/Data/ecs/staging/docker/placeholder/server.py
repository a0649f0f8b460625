# Answers until the first release: every path, with the status code that the load balancer's health check expects.
# Usage: server.py PORT CODE
import http.server
import signal
import sys

CODE = int(sys.argv[2])
BODY = b"Nothing has been deployed here yet. Push a commit to deploy it.\n"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = b"" if CODE in (204, 304) else BODY
        self.send_response(CODE)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        if CODE not in (204, 304):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_GET

    def log_message(self, *arguments):
        pass


# The first process of a container has no default signal handlers.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
http.server.ThreadingHTTPServer(("", int(sys.argv[1])), Handler).serve_forever()
