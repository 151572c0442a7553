package io.tocsin.app.cli;

import io.tocsin.app.terminal.Terminal;

/** What every command is given. */
record Session(Terminal terminal, Stop stop) {}
