"""A PDF on its way to paragraphs and rows: what stands where on its pages, its tables, its lines, its words."""
