"""Every measured figure: `make figures`."""
