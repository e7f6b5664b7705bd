"""Where diagnostics files arrive: FTP and HTTP receivers and the inbox that stores what came."""
