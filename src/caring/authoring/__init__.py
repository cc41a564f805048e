"""
All that knows YAML or pydantic: text becomes data, documents, and then the model.
"""
