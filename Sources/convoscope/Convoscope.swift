@main enum Convoscope { static func main() {} }
