"""Portrait photos: silhouettes, faces, busts on faxes, edges; what only looks like one."""
