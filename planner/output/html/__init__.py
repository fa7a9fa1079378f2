"""The pack as one page for a browser: nothing outside it is asked for."""
