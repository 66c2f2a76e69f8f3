"""The extractors: one module and one public function each; none imports another."""
