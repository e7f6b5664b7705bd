// The npm package ocpp-rpc with strict validation, written as its README does.
const { RPCServer } = require("ocpp-rpc");
const server = new RPCServer({ protocols: ["ocpp1.6"], strictMode: true });
server.auth((accept) => accept({}));
server.on("client", (client) => {
  const now = () => new Date().toISOString();
  client.handle("BootNotification", () => ({ status: "Accepted", interval: 60, currentTime: now() }));
  client.handle("Heartbeat", () => ({ currentTime: now() }));
  client.handle("MeterValues", () => ({}));
});
server.listen(0, "127.0.0.1").then((http) => {
  console.log(http.address().port);
  process.stdin.resume();
  process.stdin.on("end", () => process.exit(0));
});
