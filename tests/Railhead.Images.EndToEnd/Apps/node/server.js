// Answers as the other three apps do.
const fs = require("fs");
const http = require("http");

fs.writeFileSync("tmp/started", "yes");

const server = http.createServer(async (request, response) => {
  const url = new URL(request.url, "http://app");
  if (url.pathname === "/up") response.end("ok");
  else if (url.pathname === "/") response.end(process.env.APP_REVISION);
  else if (url.pathname === "/echo") request.pipe(response);
  else if (url.pathname === "/slow") {
    for (let part = 0; part < Number(url.searchParams.get("parts")); part++) {
      response.write("part\n");
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    response.end();
  } else response.writeHead(404).end();
});
server.keepAliveTimeout = 65000;
process.on("SIGTERM", () => {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
});
server.listen(process.env.PORT, "127.0.0.1");
