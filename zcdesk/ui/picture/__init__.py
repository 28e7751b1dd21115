"""A page and its places on screen: its picture, its covers, its thumbnail, its row."""
