  
	-- nothing
/* at all */
