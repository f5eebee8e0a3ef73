"""One file a command: options, a call into `pipeline`, what is printed. Heavy imports only inside the commands."""
