"""What stands around the pages: header, navigation and status bar."""
