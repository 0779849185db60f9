"""The 40 classes of Pictograms: label, group, one plain sentence, and the emoji that draw it."""

from typing import NamedTuple


class PictogramClass(NamedTuple):
    label: str
    group: str
    meaning: str
    emoji: tuple[str, ...]


def _class(label: str, group: str, emoji: str, meaning: str) -> PictogramClass:
    return PictogramClass(label, group, meaning, tuple(emoji.split()))


CLASSES = [
    _class("cat", "animals", "🐱 🐈 😺 🐈‍⬛", "A small furry animal with whiskers that people keep as a pet."),
    _class("dog", "animals", "🐶 🐕 🐩 🦮 🐕‍🦺", "A loyal four-legged animal that barks and lives with people."),
    _class("tiger", "animals", "🐯 🐅", "A large wild cat with orange fur and black stripes."),
    _class("fox", "animals", "🦊", "A wild relative of the dog with red fur and a pointed muzzle."),
    _class("bear", "animals", "🐻", "A big, heavy wild animal with thick brown fur."),
    _class("panda", "animals", "🐼", "A black and white bear from China that eats bamboo."),
    _class("rabbit", "animals", "🐰 🐇", "A small animal with long ears that hops."),
    _class("pig", "animals", "🐷 🐖", "A round pink farm animal with a flat snout."),
    _class("cow", "animals", "🐮 🐄", "A large farm animal that gives milk."),
    _class("horse", "animals", "🐴 🐎", "A tall animal with a mane that people ride."),
    _class("elephant", "animals", "🐘", "The largest land animal, gray, with a long trunk."),
    _class("owl", "animals", "🦉", "A bird with large round eyes that hunts at night."),
    _class("penguin", "animals", "🐧", "A black and white bird that swims but cannot fly."),
    _class("dolphin", "animals", "🐬", "A clever sea mammal that leaps out of the water."),
    _class("fish", "animals", "🐟 🐠 🐡", "An animal with fins and gills that lives in water."),
    _class("car", "vehicles", "🚗 🚘 🚙", "A road vehicle for a few people."),
    _class("taxi", "vehicles", "🚕 🚖", "A yellow car with a driver that takes passengers for money."),
    _class("bus", "vehicles", "🚌 🚍 🚎", "A long road vehicle that carries many passengers."),
    _class("truck", "vehicles", "🚚 🚛", "A large road vehicle that carries goods."),
    _class("train", "vehicles", "🚂 🚆", "A vehicle that runs on rails."),
    _class("bicycle", "vehicles", "🚲", "A vehicle with two wheels and pedals."),
    _class("airplane", "vehicles", "✈️ 🛩️", "A flying vehicle with wings and engines."),
    _class("ship", "vehicles", "🚢 🛳️", "A large vessel that carries people or goods over the sea."),
    _class("apple", "fruit", "🍎 🍏", "A round red or green fruit with a short stem."),
    _class("banana", "fruit", "🍌", "A long curved fruit with a yellow peel."),
    _class("strawberry", "fruit", "🍓", "A small red fruit with seeds on the outside."),
    _class("pineapple", "fruit", "🍍", "A large tropical fruit with a rough skin and a crown of leaves."),
    _class("watermelon", "fruit", "🍉", "A big juicy fruit with red flesh and a green rind."),
    _class("grapes", "fruit", "🍇", "A bunch of small round purple fruit."),
    _class("pizza", "food", "🍕", "A slice of flat baked dough with cheese and tomato."),
    _class("hamburger", "food", "🍔", "A round bun with a slice of meat and salad inside."),
    _class("cake", "food", "🍰 🎂", "A sweet baked dessert, often with cream or candles."),
    _class("soccer ball", "objects", "⚽", "A ball of black and white patches that players kick."),
    _class("basketball", "objects", "🏀", "An orange ball with dark seams that players bounce and throw."),
    _class("guitar", "objects", "🎸", "A musical instrument with a long neck and six strings."),
    _class("camera", "objects", "📷 📸", "A device with a lens that takes photographs."),
    _class("alarm clock", "objects", "⏰", "A clock with bells on top that wakes people up."),
    _class("umbrella", "objects", "☂️ ☔", "A folding cover on a stick that keeps off the rain."),
    _class("house", "objects", "🏠 🏡", "A building with a roof where people live."),
    _class("book", "objects", "📖 📕", "Printed pages between two covers, made for reading."),
]

LABELS = [entry.label for entry in CLASSES]


def groups() -> dict[str, list[int]]:
    """Class indices by group, in the order of `CLASSES`."""
    result: dict[str, list[int]] = {}
    for index, entry in enumerate(CLASSES):
        result.setdefault(entry.group, []).append(index)
    return result
